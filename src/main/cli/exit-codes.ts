import type { ErrorCode } from '../../shared/errors.ts';

/** What a shell or a script can tell apart. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, missingTool: 3, vendor: 4, disk: 5, interrupted: 130 } as const;

/** For `--help`, in the order of the numbers. */
export const exitCodeTexts: readonly (readonly [number, string])[] = [
  [exitCodes.ok, 'done'],
  [exitCodes.failed, 'failed: the message says why'],
  [exitCodes.usage, 'wrong options, a script or film that cannot be used, or a budget that is too small'],
  [exitCodes.missingTool, 'a program such as FFmpeg is missing'],
  [exitCodes.vendor, 'the vendor, its key or its credit'],
  [exitCodes.disk, 'the disk is full or a folder cannot be written to'],
  [exitCodes.interrupted, 'interrupted'],
];

const { failed, usage, missingTool, vendor, disk, interrupted } = exitCodes;

const byErrorCode: Record<ErrorCode, number> = {
  'invalid-input': usage,
  'not-found': usage,
  'not-allowed': disk,
  conflict: usage,
  locked: failed,
  damaged: usage,
  unsupported: usage,
  'missing-tool': missingTool,
  'disk-full': disk,
  'not-writable': disk,
  'keychain-unavailable': vendor,
  unauthorized: vendor,
  'no-credit': vendor,
  'over-budget': usage,
  'rate-limited': vendor,
  'content-rejected': vendor,
  'provider-down': vendor,
  'provider-failed': vendor,
  'bad-output': vendor,
  network: vendor,
  'timed-out': failed,
  'fate-unknown': vendor,
  cancelled: interrupted,
  internal: failed,
};

/** The exit code of a failure. */
export const exitCodeOf = (code: ErrorCode): number => byErrorCode[code];
