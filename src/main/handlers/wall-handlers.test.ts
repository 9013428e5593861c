import { join, resolve } from 'node:path';
import { createRouterClient, EventPublisher } from '@orpc/server';
import { expect, it } from 'vitest';
import type { StudioEvent } from '../../shared/events.ts';
import { testWall } from '../contact-sheet/test-wall.ts';
import { createErrands } from '../errands.ts';
import { createPathGrants } from '../films/path-grants.ts';
import { wallHandlers } from './wall-handlers.ts';

const named = (name: string) => ({ get: (id: string) => (id.startsWith('gone') ? undefined : { name }) });

/** The calls over a real film folder with real takes. */
async function bench() {
  const note = '=HYPERLINK("http://x")\nsays "no"';
  const wall = await testWall((_, takes) => ({
    circled: { picture: takes[1]?.id ?? null, voice: null },
    marks: takes.slice(0, 1).map(({ id }) => ({ takeId: id, star: true, rejected: false, note })),
  }));
  const grants = createPathGrants(() => [wall.root]);
  const bus = new EventPublisher<{ event: StudioEvent }>();
  const events: StudioEvent[] = [];
  bus.subscribe('event', (event) => events.push(event));
  const errands = createErrands();
  const inputs = { role: 'picture', seconds: 7.5 } as const;
  const handlers = wallHandlers({
    ...{ films: wall.films, grants, bus, errands, tools: async () => wall.tools },
    settings: { get: () => ({ libraryDir: wall.root }) },
    options: { resourcesDir: resolve('resources') },
    ...{ vendors: named('PiAPI, Inc.'), catalogue: { byId: named('Kling 3.0') } },
    ledger: { jobs: { get: (id) => (id === 'jb_00000001' ? ({ inputs } as never) : null) } },
  });
  return { ...wall, client: createRouterClient(handlers, { context: {} }), events, note };
}

/** Fields by RFC 4180, section 2: quotes hold commas, breaks and doubled quotes; records end in CRLF. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let [record, field, quoted] = [[] as string[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '"' && text[at + 1] === '"') field += text[++at];
    else if (character === '"') quoted = !quoted;
    else if (quoted) field += character;
    else if (character === ',') [record, field] = [[...record, field], ''];
    else if (character === '\r' && text[at + 1] === '\n') {
      records.push([...record, field]);
      [record, field, at] = [[], '', at + 1];
    } else field += character;
  }
  if (quoted || field !== '' || record.length > 0) throw new Error('The last record does not end.');
  return records;
}

it('tells the facts of takes in the order given, one row for each', async () => {
  const { client, film, takes, note } = await bench();
  const ids = takes.map(({ id }) => id).reverse();
  const { name, text } = await client.csv({ filmId: film.id, takeIds: ids });
  expect([name, text.codePointAt(0)]).toEqual(['Lighthouse takes.csv', 0xfeff]);
  const [columns = [], ...rows] = parseCsv(text.slice(1));
  const facts = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]));
  expect(facts.map((row) => row.Take)).toEqual(['3', '2', '1']);
  expect(facts[2]).toMatchObject({
    ...{ Film: 'Lighthouse', Scene: 'She winds the lamp', 'Kind of scene': 'testimonial', Generator: 'Kling 3.0' },
    ...{ 'Generator id': 'kling-3', Vendor: 'PiAPI, Inc.', 'Price, US dollars': '0.240000', 'Seconds to make': '41.2' },
    ...{ 'Length, seconds': '2', 'Wished length, seconds': '7.5', Width: '160', Height: '90', Codec: 'h264' },
    ...{ Star: 'yes', Rejected: 'no', Circled: 'no', Note: `'${note}`, 'SHA-256': takes[0]?.media.sha256 },
  });
  expect(facts[1]).toMatchObject({ Circled: 'yes', Star: 'no', Note: '', 'Frames a second': '24' });
  await expect(client.csv({ filmId: film.id, takeIds: ['tk_00000009'] })).rejects.toMatchObject({ code: 'not-found' });
});

it('a sheet says in its name what it is, however long the title is', async () => {
  const { client, film, session } = await bench();
  await session.save({ ...film, title: `Light ${'house '.repeat(30)}` }, session.current().revision);
  const { destination } = await client.sheetDestination({ filmId: film.id, form: 'video' });
  expect(destination).toMatch(/\/Light house [house ]+ contact sheet\.mp4$/);
});

it('renders a sheet where the user allowed it, tells how far it is, and lets go of the film', async () => {
  const { client, film, takes, root, events, films } = await bench();
  const { destination } = await client.sheetDestination({ filmId: film.id, form: 'image' });
  expect(destination).toBe(join(root, 'Exports', 'Lighthouse contact sheet.png'));
  const takeIds = takes.map(({ id }) => id);
  const order = { filmId: film.id, takeIds, form: 'image', names: true, sound: null, replace: false } as const;
  await expect(client.sheet({ ...order, destination: '/etc/sheet.png' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const made = await client.sheet({ ...order, destination });
  expect(made).toMatchObject({ path: destination, seconds: null });
  expect(events.at(-1)).toEqual({ type: 'sheet', filmId: film.id, fraction: 1 });
  await expect(client.sheet({ ...order, destination })).rejects.toMatchObject({ code: 'conflict' });
  await films.release(film.id, 'window');
  expect(films.find(film.id)).toBeNull();
});
