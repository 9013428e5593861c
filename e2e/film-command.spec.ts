import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Folders, filesBelow, freshFolders } from './harness/folders.ts';
import { root } from './harness/program.ts';
import { rehearsalKey, type Simulator, startSimulator } from './harness/simulator.ts';
import { studioEnv } from './harness/surroundings.ts';
import { probeFilm } from './steps/export.ts';

const script = `---
title: Two lights
fps: 24
---
# First light
seconds: 1
prompt: A lamp on a rock at dawn.

It burns.

# Second light
seconds: 1
prompt: A window in the rain at night.
`;

type Run = { readonly code: number | null; readonly out: string; readonly errors: string };
type RunOptions = {
  /** Ctrl-C once the output matches. */
  readonly interruptAt?: RegExp;
  readonly key?: string;
};
type CommandLine = {
  readonly folders: Folders;
  readonly vendor: Simulator;
  /** Path of the script, and where its film is to go. */
  readonly script: string;
  readonly film: string;
  /** `circle-take ARGS…` to its end, its output piped. */
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
};

const test = base.extend<{ cli: CommandLine }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
  cli: async ({}, use) => {
    const folders = await freshFolders();
    const vendor = await startSimulator({ dir: folders.home, latencyMs: 200 });
    const env = { ...studioEnv({ folders, vendorUrls: vendor.vendorUrls }), TMPDIR: join(folders.home, 'tmp') };
    await mkdir(env.TMPDIR);
    const file = join(folders.home, 'two-lights.md');
    await writeFile(file, script);
    await use({
      ...{ folders, vendor, script: file, film: join(folders.home, 'out', 'two-lights.mp4') },
      run: (args, options = {}) => run(args, env, options),
    });
    await vendor.end();
    await folders.remove();
  },
});

async function run(args: readonly string[], env: NodeJS.ProcessEnv, { interruptAt, key }: RunOptions): Promise<Run> {
  const child = spawn(process.execPath, [join(root, 'src/main/cli.ts'), ...args], {
    cwd: root,
    env: { ...env, ...(key && { REPLICATE_API_TOKEN: key }) },
  });
  const said = { out: '', errors: '' };
  let interrupted = false;
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
    if (interrupted || !interruptAt?.test(said.out)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.errors += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

/** Every line as an event. Throws for a line that is not JSON. */
const events = ({ out }: Run): { event: string; [name: string]: unknown }[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Half-written files, and films, anywhere in the test's folders. */
const leftOvers = async ({ folders }: CommandLine): Promise<string[]> =>
  (await filesBelow(folders.home)).filter((file) => /\.part\b/.test(file) || file.endsWith('two-lights.mp4'));

test('a film from a script, told in plain lines when piped', async ({ cli }) => {
  const { code, out, errors } = await cli.run(['film', cli.script, '--out', cli.film, '--preset', 'draft']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  // Nothing but printable text and line ends.
  expect(out).toMatch(/^[\P{C}\n]+$/u);
  expect(out).toContain(cli.film);
  expect(await probeFilm(cli.film)).toMatchObject({ video: 'h264', audio: 'aac', size: [640, 360] });
  expect(await filesBelow(join(cli.folders.home, 'tmp'))).toEqual([]);
});

test('a film from Replicate, told as JSON', async ({ cli }) => {
  const args = ['film', cli.script, '--out', cli.film, '--preset', 'draft', '--generator', 'flux-schnell', '--json'];
  const result = await cli.run(args, { key: rehearsalKey });
  expect(result).toMatchObject({ code: 0, errors: '' });
  const told = events(result);
  expect(told.filter(({ event }) => event === 'phase').map(({ phase }) => phase)).toEqual([
    ...['storyboard', 'takes', 'export'],
  ]);
  expect(told.filter(({ event }) => event === 'take')).toHaveLength(3);
  expect(told.at(-1)).toMatchObject({ event: 'done', file: cli.film, width: 640, height: 360, costMicros: 6000 });
  expect((await cli.vendor.state()).counts).toMatchObject({ submits: 2, charges: 2 });
  expect((await probeFilm(cli.film)).frames).toBeGreaterThan(24);
});

test('a script that cannot be used is refused before any work', async ({ cli }) => {
  const binary = join(cli.folders.home, 'film.mp4');
  await writeFile(binary, Buffer.from([0, 1, 2, 0, 255, 254, 0]));
  const refused = await cli.run(['film', binary, '--out', cli.film]);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.errors).toMatch(/film\.mp4.+\n$/);

  const missing = await cli.run(['film', join(cli.folders.home, 'nowhere.md'), '--out', cli.film, '--json']);
  expect(missing).toMatchObject({ code: 2, errors: '' });
  expect(events(missing)).toEqual([expect.objectContaining({ event: 'error', code: 'not-found', exitCode: 2 })]);

  expect(await cli.run(['film', cli.script])).toMatchObject({ code: 2, out: '' });
  expect(await leftOvers(cli)).toEqual([]);
});

test('a key that Replicate refuses: code 4, nothing charged, and the film is kept', async ({ cli }) => {
  const args = ['film', cli.script, '--out', cli.film, '--generator', 'flux-schnell', '--json'];
  const result = await cli.run(args, { key: 'not-the-key-of-the-bench' });
  expect(result).toMatchObject({ code: 4, errors: '' });
  const last = events(result).at(-1);
  expect(last).toMatchObject({ event: 'error', code: 'unauthorized', exitCode: 4 });
  expect(last?.message).toMatch(/^Scene 1, First light: Replicate refused the key\./);
  expect(await filesBelow(String(last?.film))).toContain(join(String(last?.film), 'film.json'));
  expect((await cli.vendor.state()).counts.charges).toBe(0);
});

test('Ctrl-C while takes are made: code 130, nothing half is left', async ({ cli }) => {
  const args = ['film', cli.script, '--out', cli.film, '--preset', 'draft', '--json'];
  const result = await cli.run(args, { interruptAt: /"state":"running"/ });
  expect(result).toMatchObject({ code: 130, errors: '' });
  expect(events(result).at(-1)).toMatchObject({ event: 'error', code: 'cancelled', exitCode: 130 });
  expect(await leftOvers(cli)).toEqual([]);
});

test('Ctrl-C during the export: code 130, nothing half is left, and the takes are kept', async ({ cli }) => {
  const args = ['film', cli.script, '--out', cli.film, '--preset', 'hd', '--generator', 'flux-schnell', '--json'];
  const result = await cli.run(args, { key: rehearsalKey, interruptAt: /"event":"export","state":"rendering"/ });
  expect(result).toMatchObject({ code: 130, errors: '' });
  expect(await leftOvers(cli)).toEqual([]);
  const film = events(result).at(-1)?.film;
  const takes = (await filesBelow(join(String(film), 'takes'))).filter((file) => file.endsWith('take.json'));
  expect(takes).toHaveLength(3);
});
