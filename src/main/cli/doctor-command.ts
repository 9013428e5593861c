import { nodeStudioOptions } from '../node-studio.ts';
import { openStudio } from '../studio.ts';
import type { StudioOptions } from '../studio-options.ts';
import { exitCodes } from './exit-codes.ts';
import { createStudioClient } from './studio-client.ts';

/** Exit codes of checks that fail; a keychain that does not answer is told, but keys for a session still work. */
const codes: Record<string, number> = {
  FFmpeg: exitCodes.missingTool,
  FFprobe: exitCodes.missingTool,
  Library: exitCodes.disk,
  'Studio data': exitCodes.disk,
  Keychain: exitCodes.ok,
};

/** `circle-take doctor`: writes what was looked at and resolves with the exit code. */
export async function doctorCommand(
  { json }: { readonly json: boolean },
  write: (text: string) => void,
  studioOptions: StudioOptions = nodeStudioOptions('cli'),
): Promise<number> {
  const studio = await openStudio(studioOptions);
  try {
    const checks = await createStudioClient(studio).studio.doctor();
    const failed = checks.filter((check) => !check.ok).map(({ name }) => codes[name] ?? exitCodes.failed);
    const exitCode = failed.find((code) => code !== exitCodes.ok) ?? exitCodes.ok;
    if (json) write(`${JSON.stringify({ ok: exitCode === exitCodes.ok, checks })}\n`);
    else for (const { name, ok, text } of checks) write(`${ok ? 'ok ' : 'no '}  ${name.padEnd(12)}  ${text}\n`);
    return exitCode;
  } finally {
    await studio.close();
  }
}
