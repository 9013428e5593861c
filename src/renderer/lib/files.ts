import { AppError, errorDataSchema } from '../../shared/errors.ts';
import { mostPasted } from '../../shared/hand-off.ts';
import { client } from './client.ts';
import { desktopBridge } from './desktop-bridge.ts';

/** Largest script that the contract takes, in characters. */
const largestScript = 2_000_000;

/** Text of a dropped or picked script. Throws `invalid-input` for what is no text or too long. */
export async function readScript(file: File): Promise<{ name: string; text: string }> {
  const text = await file.text();
  if (text.includes('\0') || text.length > largestScript) {
    throw new AppError({
      code: 'invalid-input',
      message: `${file.name} is not a script: it is ${text.includes('\0') ? 'no text' : 'too long'}.`,
      action: 'Choose a Markdown, Fountain or text file.',
    });
  }
  return { name: file.name, text };
}

/** The name a path ends in, on any system. */
export const nameOfPath = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

/**
 * A path under which the studio may read the file: its own path on the desktop, a staged upload in the browser door, and for
 * a picture that was pasted on the desktop, and has no path, a temporary file. Throws `invalid-input` for a huge one.
 */
export async function pathOfFile(file: File): Promise<string> {
  const bridge = desktopBridge();
  if (!bridge?.pathForFile) return upload(file);
  const path = await bridge.pathForFile(file);
  return path === '' ? paste(file) : path;
}

/** What was pasted lies on the clipboard alone. */
async function paste(file: File): Promise<string> {
  if (file.size > mostPasted)
    throw new AppError({
      code: 'invalid-input',
      message: `${file.name} is too large to be pasted.`,
      action: 'Save it as a file, then drop the file here.',
    });
  const { path } = await client.handOff.paste({ name: file.name, base64: await base64Of(file) });
  return path;
}

/** As many arguments as every engine takes. */
const atOnce = 0x8000;

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(text);
}

async function upload(file: File): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
  } catch (cause) {
    throw new AppError({
      code: 'network',
      message: `${file.name} could not be sent to the studio.`,
      action: 'Check that the studio still runs, then drop the file again.',
      cause,
    });
  }
  const answer: unknown = await response.json();
  if (response.ok && typeof answer === 'object' && answer && 'path' in answer) return String(answer.path);
  throw AppError.fromData(errorDataSchema.parse(answer));
}

/** Lets the user pick files with the browser's own dialog. Resolves with none when they think better of it. */
export function pickFiles(accept: string): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** Gives a table to the user as a file: the browser's download, or the desktop's save dialog. */
export function saveCsv({ name, text }: { readonly name: string; readonly text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // After the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
