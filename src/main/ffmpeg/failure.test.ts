import { expect, test } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { classifyFailure } from './failure.ts';

const inputs = ['file:/films/a/one.mp4', 'file:/films/a/two.png'];

test.each<[string, ErrorCode, string | null]>([
  ['av_interleaved_write_frame(): No space left on device\nError while decoding stream #0:0', 'disk-full', null],
  ['file:/out/x.mp4: Permission denied', 'not-writable', null],
  ['file:/out/x.mp4: Read-only file system', 'not-writable', null],
  ['file:/gone/x.mp4: No such file or directory', 'not-writable', null],
  ['file:/films/a/two.png: No such file or directory', 'not-found', '/films/a/two.png'],
  [
    '[mov] moov atom not found\nfile:/films/a/one.mp4: Invalid data found when processing input',
    'damaged',
    '/films/a/one.mp4',
  ],
  ['file:/films/a/two.png: Invalid data found when processing input', 'damaged', '/films/a/two.png'],
  ["[AVFilterGraph] No such filter: 'zscale'", 'missing-tool', null],
  ["Unknown encoder 'libx264'", 'missing-tool', null],
  ['[auto_aresample_0] Unknown channel layouts not supported', 'unsupported', null],
  ['Segmentation fault', 'internal', null],
])('%s', (log, code, file) => {
  const error = classifyFailure({ exitCode: 1, log, inputs });
  expect(error.code).toBe(code);
  expect(error.details.file ?? null).toBe(file);
  if (file) expect(error.message).toContain(file.split('/').at(-1));
});

test.each([
  ['SIGKILL', 'x.mp4: partial file', 'FFmpeg was ended from outside (SIGKILL).'],
  [null, 'x.mp4: partial file\nExiting normally, received signal 15.', 'FFmpeg was ended from outside.'],
])('the file is not to blame for what was ended from outside (%s)', (endedBy, log, message) => {
  expect(classifyFailure({ exitCode: endedBy ? null : 255, endedBy, log, inputs })).toMatchObject({
    ...{ code: 'missing-tool', message },
  });
});

test('the end of the log goes with an unexpected failure', () => {
  const log = Array.from({ length: 50 }, (_, line) => `line ${line}\n`).join('\n');
  const error = classifyFailure({ exitCode: 1, log, inputs });
  expect(error.details.log).toHaveLength(12);
  expect(error.details.log).toContain('line 49');
});
