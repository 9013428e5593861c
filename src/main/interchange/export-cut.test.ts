import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { interchangeFormats } from '../../shared/interchange.ts';
import { smallDisk } from '../films/testing/sabotage.ts';
import { type ExportCut, exportCut } from './export-cut.ts';
import { importCut } from './import-cut.ts';
import { testCut } from './test-hand-over.ts';

const { film, takes } = testCut('25');
let root = '';
let dir = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'interchange-ü %41#'));
  dir = join(root, 'out');
  await mkdir(dir);
  for (const { id } of takes) await writeFile(join(root, id), `media of ${id}`);
  await writeFile(join(root, 'music'), 'a shanty');
});
afterEach(() => rm(root, { recursive: true }));

const order = (changes: Partial<ExportCut> = {}): ExportCut => ({
  ...{ film, takes, format: 'otio', dir, link: false },
  files: {
    take: async (id) => join(root, id),
    asset: async () => join(root, 'music'),
    facts: async () => ({ channels: 2, start: 0 }),
  },
  ...changes,
});

/** Files that a timeline names. */
const targets = (text: string): string[] =>
  [...text.matchAll(/"target_url": "([^"]+)"/g)].map((match) => fileURLToPath(match[1] ?? ''));

it.each(interchangeFormats)('hands over as %s, whole and readable', async (format) => {
  const made = await exportCut(order({ format }));
  expect(made.files).toContain(format === 'capcut' ? join(made.path, 'draft_content.json') : made.path);
  for (const file of made.files) expect((await readFile(file)).length).toBeGreaterThan(0);
  // Nothing half-made is left.
  expect(await readdir(dir)).toHaveLength(1);
});

it('copies every take once, under names that its addresses lead to', async () => {
  const made = await exportCut(order());
  expect(basename(made.path)).toBe('Harbour 50% “früh” #1.otio');
  const named = [...new Set(targets(await readFile(made.path, 'utf8')))];
  expect(named).toHaveLength(takes.length + 1);
  for (const path of named) expect(await readFile(path, 'utf8')).toMatch(/^(media of tk_|a shanty)/);
  expect(made.files).toEqual(expect.arrayContaining(named));
  expect(made.files.some((file) => file.endsWith('.srt'))).toBe(true);
});

it('links to the film’s own files when asked, and copies none', async () => {
  const made = await exportCut(order({ link: true }));
  expect(await readdir(join(made.path, '..'))).toHaveLength(2);
  for (const path of targets(await readFile(made.path, 'utf8'))) expect(path.startsWith(root)).toBe(true);
});

it('never overwrites: the next one gets a number, and its own media', async () => {
  const first = await exportCut(order());
  const before = await readFile(first.path, 'utf8');
  const second = await exportCut(order());
  expect(await readFile(first.path, 'utf8')).toBe(before);
  expect((await readdir(dir)).sort()).toEqual(['Harbour 50% “früh” #1', 'Harbour 50% “früh” #1 2']);
  for (const path of targets(await readFile(second.path, 'utf8'))) expect(path).toContain('#1 2/media/');
  const words = await Promise.all([0, 1].map(() => exportCut(order({ format: 'srt' }))));
  expect(new Set(words.map(({ path }) => path)).size).toBe(2);
});

it('leaves nothing behind when it is stopped, when a take is gone, or the folder cannot be written', async () => {
  const gone = { ...order().files, take: async (id: string) => join(root, `no ${id}`) };
  await expect(exportCut(order({ files: gone }))).rejects.toMatchObject({ code: 'not-found' });
  await expect(exportCut(order({ signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
  await expect(exportCut(order({ dir: join(root, 'nowhere') }))).rejects.toMatchObject({ code: 'not-found' });
  const silent = { ...film, captions: { ...film.captions, on: false } };
  await expect(exportCut(order({ format: 'vtt', film: silent }))).rejects.toMatchObject({ code: 'unsupported' });
  expect(await readdir(dir)).toEqual([]);
});

it('clears away what a killed hand-over left here, and nothing that may still be under way or is not ours', async () => {
  const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const leave = async (name: string, times: readonly [folder: Date, media: Date]) => {
    await mkdir(join(dir, name, 'media'), { recursive: true });
    await writeFile(join(dir, name, 'media', 'clip.mp4'), 'half');
    await utimes(join(dir, name, 'media'), times[1], times[1]);
    await utimes(join(dir, name), times[0], times[0]);
  };
  await leave('.circle-take-ex_00000000.part', [old, old]);
  await leave('.circle-take-ex_11111111.part', [old, new Date()]);
  await leave('.circle-take-notes', [old, old]);
  await exportCut(order({ format: 'srt' }));
  expect((await readdir(dir)).toSorted()).toEqual([
    '.circle-take-ex_11111111.part',
    '.circle-take-notes',
    'Harbour 50% “früh” #1.srt',
  ]);
});

it('puts nothing where a film keeps its own', async () => {
  await mkdir(join(root, 'Other.film', 'takes'), { recursive: true });
  await writeFile(join(root, 'Other.film', 'film.json'), '{}');
  const inside = exportCut(order({ dir: join(root, 'Other.film', 'takes') }));
  await expect(inside).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await readdir(join(root, 'Other.film', 'takes'))).toEqual([]);
});

it('comes back as the film that it was', async () => {
  for (const format of ['otio', 'fcpxml'] as const) {
    const made = await exportCut(order({ format }));
    expect(await importCut(film, takes, made.path)).toEqual({ film, report: [] });
  }
});

it('leaves nothing behind on a disk that fills up', async ({ skip }) => {
  const disk = await smallDisk(200);
  if (!disk) return skip('No disk of one’s own can be made here.');
  for (const { id } of takes) await writeFile(join(root, id), Buffer.alloc(40_000, 1));
  await expect(exportCut(order({ dir: disk }))).rejects.toMatchObject({ code: 'disk-full' });
  expect((await readdir(disk)).filter((name) => name !== 'lost+found')).toEqual([]);
  // Known before anything is copied.
  const large = takes.map((take) => ({ ...take, media: { ...take.media, bytes: 1e15 } }));
  await expect(exportCut(order({ takes: large }))).rejects.toMatchObject({ code: 'disk-full' });
});
