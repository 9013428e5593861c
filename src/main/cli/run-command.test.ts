import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const cli = join(import.meta.dirname, '../cli.ts');

type Ran = { code: number; stdout: string; stderr: string };
const run = (...args: string[]) =>
  new Promise<Ran>((done) => {
    execFile(process.execPath, [cli, ...args], (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

it('answers --help and --version', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes'), stderr: '' });
  expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it('tells a wrong command on stderr, or as JSON', async () => {
  expect(await run('fly')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'There is no command “fly”. See circle-take --help.\n',
  });
  const { code, stdout } = await run('fly', '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([2, { event: 'error', code: 'invalid-input', exitCode: 2 }]);
});
