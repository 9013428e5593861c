import { AppError } from '../../shared/errors.ts';
import { containerOf } from '../ffmpeg/container.ts';

/** Bytes of a file's beginning that are enough to say what it is. */
export const headBytes = 512;

/** `maker` gave something that is no take. `found` completes the sentence: `a web page instead of a video`. */
export function badOutput(maker: string, found: string, cause?: AppError): AppError {
  const message = `${maker} gave a file that cannot be used: ${found}.`;
  return new AppError({ code: 'bad-output', message, details: cause?.details ?? {}, cause });
}

/**
 * What vendors and their storage hand out instead of media, by its first bytes, for people; null for what may be media.
 * Nothing that is media begins with any of these.
 */
export function foreignKind(head: Uint8Array): string | null {
  const start = new TextDecoder().decode(head.subarray(0, headBytes)).trimStart().toLowerCase();
  if (/^<(!doctype html|html|head|body|!--)/.test(start)) return 'a web page';
  if (/^[{[]/.test(start)) return 'a JSON message';
  if (/^<[?a-z]/.test(start)) return 'an XML message';
  return null;
}

/** The same by what the server calls it, where its first bytes are not media: content types of media are often wrong. */
export function foreignType(contentType: string | undefined, head: Uint8Array): string | null {
  if (containerOf(head) !== null) return null;
  if (/^text\/html\b/i.test(contentType ?? '')) return 'a web page';
  return /^(application\/(\w+\+)?(json|xml)|text\/)/i.test(contentType ?? '') ? 'a text message' : null;
}
