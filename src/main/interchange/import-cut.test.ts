import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transitionNamed } from './edited-timeline.ts';
import { writeFcpxml } from './fcpxml/write-fcpxml.ts';
import { importCut } from './import-cut.ts';
import { writeOtio } from './otio/write-otio.ts';
import { testCut, testHandOver } from './test-hand-over.ts';

const { film, takes } = testCut('24000/1001');
let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'interchange-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function imported(name: string, text: string) {
  const path = join(dir, name);
  await writeFile(path, text);
  return importCut(film, takes, path);
}

it('reads both formats from disk, and the folder that Final Cut Pro makes', async () => {
  const over = testHandOver({ film, takes });
  expect((await imported('cut.otio', writeOtio(over))).film).toEqual(film);
  expect((await imported('cut.fcpxml', writeFcpxml(over))).film).toEqual(film);
  await mkdir(join(dir, 'cut.fcpxmld'));
  await writeFile(join(dir, 'cut.fcpxmld', 'Info.fcpxml'), writeFcpxml(over));
  expect((await importCut(film, takes, join(dir, 'cut.fcpxmld'))).film).toEqual(film);
});

it.each([
  ['edit.edl', 'TITLE: x', 'unsupported'],
  ['empty.fcpxml', '', 'damaged'],
  ['cut-off.fcpxml', '<?xml version="1.0"?><fcpxml version="1.9"><resources>', 'damaged'],
  ['other.fcpxml', '<html><body/></html>', 'unsupported'],
  ['no-timeline.fcpxml', '<fcpxml version="1.9"><resources/></fcpxml>', 'unsupported'],
  ['cut-off.otio', '{"OTIO_SCHEMA": "Timeline.1", "tracks"', 'damaged'],
  ['other.otio', '{"OTIO_SCHEMA": "Clip.2"}', 'damaged'],
  ['sound.otio', '{"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []}}', 'unsupported'],
  ['nested.otio', `${'['.repeat(200_000)}`, 'damaged'],
])('refuses %s with a reason', async (name, text, code) => {
  await expect(imported(name, text)).rejects.toMatchObject({ code });
});

it('expands no entities, opens no other file, and stops at depth', async () => {
  const bomb =
    '<!DOCTYPE fcpxml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><fcpxml><note>&b;</note></fcpxml>';
  const outside = '<!DOCTYPE fcpxml [<!ENTITY x SYSTEM "file:///etc/passwd">]><fcpxml>&x;</fcpxml>';
  const deep = `<fcpxml>${'<spine>'.repeat(5000)}${'</spine>'.repeat(5000)}</fcpxml>`;
  for (const text of [bomb, outside, deep]) {
    await expect(imported('hostile.fcpxml', text)).rejects.toMatchObject({ code: 'damaged' });
  }
});

it('is done at once with texts that are made to be slow to search', async () => {
  const beginnings = imported('slow.fcpxml', `<fcpxml>${'<!DOCTYPE'.repeat(300_000)}`);
  await expect(beginnings).rejects.toMatchObject({ code: 'damaged' });
  expect(transitionNamed('dip'.repeat(1_000_000))).toBe('dip-black');
});

it('does not read a file larger than any timeline', async () => {
  const path = join(dir, 'huge.otio');
  await writeFile(path, '{');
  await truncate(path, 65 * 1024 * 1024);
  await expect(importCut(film, takes, path)).rejects.toMatchObject({ code: 'damaged' });
});

it('refuses more scenes than a film can have', async () => {
  const spine = '<gap duration="1s"/><asset-clip name="x" duration="1s"/>'.repeat(600);
  const text = `<fcpxml version="1.9"><event><project><sequence><spine>${spine}</spine></sequence></project></event></fcpxml>`;
  await expect(imported('long.fcpxml', text)).rejects.toMatchObject({ code: 'invalid-input' });
});

it('takes a clip over that says it begins at a time of day', async () => {
  const [scene] = film.scenes;
  const take = takes.find(({ sceneId, role }) => sceneId === scene?.id && role === 'picture');
  const clip = `<asset-clip name="x" ref="r1" start="82800s" duration="2s"><note>Circle Take ${scene?.id}</note></asset-clip>`;
  const text = `<fcpxml version="1.9"><resources><asset id="r1" name="${take?.id}" duration="5s"/></resources><event><project><sequence><spine>${clip}</spine></sequence></project></event></fcpxml>`;
  const { film: after, report } = await imported('day.fcpxml', text);
  expect(after.scenes.find(({ id }) => id === scene?.id)?.trim).toEqual(scene?.trim);
  expect(report.map(({ text: said }) => said)).toContainEqual(
    'Begins beyond its clip’s end there: its beginning stays',
  );
});
