import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { probeMedia } from '../ffmpeg/probe.ts';
import { nodeFork } from '../processes/node-helpers.ts';
import { type SimulatedReadAloud, startSimulatedReadAloud } from '../rehearsal/dialects/read-aloud.ts';
import { catalogueRows } from '../rehearsal/testing/catalogue-rows.ts';
import { edge } from './edge.ts';
import { edgeAddress, readFrame, securityHash, ssmlMessage } from './edge-protocol.ts';
import { speakAtEdge } from './edge-socket.ts';
import { marksOf, splitText } from './edge-text.ts';

const tools = { ffmpeg: '/usr/bin/ffmpeg', ffprobe: '/usr/bin/ffprobe', version: '5.1' };
const [generator] = await catalogueRows('edge');
if (!generator) throw new Error('Edge read-aloud has no row.');

let home: string;
let dir: string;
let mp3: Buffer;
let seconds: number;
let service: SimulatedReadAloud;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'edge-'));
  const file = join(home, 'voice.mp3');
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=220:sample_rate=24000:duration=1'];
  // As the service streams it: frames, and nothing before them.
  const bare = ['-c:a', 'libmp3lame', '-b:a', '96k', '-ac', '1', '-write_xing', '0', '-id3v2_version', '0'];
  await promisify(execFile)(tools.ffmpeg, ['-v', 'error', ...sound, ...bare, file]);
  mp3 = await readFile(file);
  seconds = (await probeMedia(tools, file)).seconds ?? 0;
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  dir = await mkdtemp(join(home, 'order-'));
  service = await startSimulatedReadAloud({ mp3, seconds });
});
afterEach(() => service.close());

const order = (text: string, voice: string | null = null, speed = 1, signal = new AbortController().signal) => ({
  inputs: { role: 'voice' as const, text, voice, speed },
  ...{ generator, still: null, dir, tools, fork: nodeFork, resourcesDir: dir, baseUrl: service.baseUrl, signal },
  onProgress: () => {},
});

describe('speaking', () => {
  it('brings the voice and the time of every word', async () => {
    const { file, words } = await edge.voice(order('“Hello,” said R&D — <b>twice</b>.', 'de-DE-KatjaNeural', 1.2));
    expect((await readFile(file)).equals(mp3)).toBe(true);
    expect(words?.map(({ text }) => text)).toEqual(['“Hello,”', 'said', 'R&D', '—', '<b>twice</b>.']);
    expect(words?.[0]?.start).toBe(0);
    expect(words?.at(-1)?.end).toBeCloseTo(seconds, 2);
    const starts = words?.map(({ start }) => start) ?? [];
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(service.heard).toEqual([
      expect.stringContaining('xml:lang="de-DE"><voice name="de-DE-KatjaNeural"><prosody pitch="+0Hz" rate="+20%"'),
    ]);
    expect(service.heard[0]).toContain('R&amp;D — &lt;b&gt;twice&lt;/b&gt;.');
  });

  it('joins long narrations of several requests, their words one after the other', async () => {
    const sentence = 'The light comes in from the north over a flat sea. ';
    const { file, words } = await edge.voice(order(sentence.repeat(150)));
    expect(service.heard).toHaveLength(3);
    const whole = (await probeMedia(tools, file)).seconds ?? 0;
    expect(whole).toBeCloseTo(3 * seconds, 1);
    expect(words).toHaveLength(11 * 150);
    const starts = words?.map(({ start }) => start) ?? [];
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    // 68 sentences fit into one request.
    expect(starts.filter((start) => start >= 2 * seconds - 1e-6)).toHaveLength(11 * (150 - 2 * 68));
  });

  it('takes the time of the service where its own clock is wrong', async () => {
    service.mishaps.push('late');
    expect((await edge.voice(order('Hello'))).words).toHaveLength(1);
    const [first, second] = service.calls.map((call) => call.get('Sec-MS-GEC'));
    expect(service.calls).toHaveLength(2);
    expect(first).not.toBe(second);
  });
});

describe('failures', () => {
  it.each([
    [['refused', 'refused'], 'provider-failed', /refused to speak/],
    [['busy'], 'provider-down', /slow down/],
    [['closes-early'], 'network', /before the voice was complete/],
    [['says-nothing'], 'provider-failed', /said nothing/],
    [['babbles'], 'provider-down', /cannot be read/],
  ] as const)('%j', async (mishaps, code, message) => {
    service.mishaps.push(...mishaps);
    const spoken = edge.voice(order('Hello'));
    await expect(spoken).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('a service that hangs is given up, and one that is stopped is left', async () => {
    service.mishaps.push('hangs', 'hangs');
    const wish = { text: 'Hello', voice: 'en-US-AriaNeural', speed: 1 };
    const { signal } = new AbortController();
    const options = { baseUrl: service.baseUrl, signal, idleMs: 60 };
    await expect(speakAtEdge(wish, options)).rejects.toMatchObject({ code: 'timed-out' });
    const stop = new AbortController();
    const spoken = edge.voice(order('Hello', null, 1, stop.signal));
    await expect.poll(() => service.heard.length).toBe(2);
    stop.abort();
    await expect(spoken).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('a service that is not there cannot be reached', async () => {
    await service.close();
    await expect(edge.voice(order('Hello'))).rejects.toMatchObject({ code: 'network' });
    service = await startSimulatedReadAloud({ mp3, seconds });
  });

  it.each([
    [' … — ', null],
    ['Hello', '"/><voice name="x'],
  ])('%j of %j is not sent', async (text, voice) => {
    await expect(edge.voice(order(text, voice))).rejects.toMatchObject({ code: 'invalid-input' });
    expect(service.calls).toEqual([]);
  });
});

describe('the protocol', () => {
  it('proves its clock by windows of five minutes', () => {
    const start = Date.parse('2026-11-20T10:00:00Z');
    expect(securityHash(start)).toMatch(/^[0-9A-F]{64}$/);
    expect(securityHash(start + 299_999)).toBe(securityHash(start));
    expect(securityHash(start + 300_000)).not.toBe(securityHash(start));
    expect(edgeAddress('wss://gateway.example/x?old=1', start, 'a'.repeat(32))).toMatch(
      /^wss:\/\/gateway\.example\/x\?TrustedClientToken=\w{32}&Sec-MS-GEC=\w{64}&Sec-MS-GEC-Version=1-[\d.]+&ConnectionId=a{32}$/,
    );
  });

  it('slows down as well as it speeds up', () => {
    const said = ssmlMessage({ text: 'a\u0000b', voice: 'en-US-AriaNeural', speed: 0.75 }, 'id', new Date(0));
    expect(said).toContain('rate="-25%"');
    expect(said).toContain('>a b<');
  });

  it('refuses frames that are none', () => {
    const down = expect.objectContaining({ code: 'provider-down' });
    expect(() => readFrame(Buffer.from([0]), true)).toThrow(down);
    expect(() => readFrame(Buffer.from([255, 255, 1]), true)).toThrow(down);
    expect(readFrame(Buffer.from('X:1\r\nPath:turn.start\r\n\r\n{}'), false)).toEqual({ kind: 'other' });
  });
});

describe('long texts', () => {
  it.each([
    ['sentences', 'One two. Three four. ', 30],
    ['words of one long sentence', 'word ', 12],
    ['letters where there are no words', '日', 10],
    ['what XML writes longer', '& x ', 16],
  ])('are split at %s', (_, text, most) => {
    const whole = text.repeat(20);
    const parts = splitText(whole, most);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(whole.slice(part.start, part.start + part.text.length)).toBe(part.text);
      expect(Buffer.byteLength(part.text.replaceAll('&', '&amp;'))).toBeLessThanOrEqual(most);
    }
    expect(parts.map((part) => part.text).join('')).toBe(whole);
  });

  it('find their tokens again, from where the part begins', () => {
    const text = 'go, go 3 times: go';
    const words = [
      { text: 'go', at: 0 },
      { text: 'three', at: 0.5 },
      { text: 'times', at: 1 },
      { text: 'go', at: 2 },
    ];
    const marks = marksOf(text, words, 4);
    expect(marks).toEqual([1, 3, 4].map((token, index) => ({ type: 'mark', token, at: index })));
  });
});

it('says that it is unofficial, and that the words leave this machine', () => {
  expect(edge.name).toContain('unofficial');
  expect(generator).toMatchObject({ status: { kind: 'preview', note: expect.stringContaining('Microsoft') } });
  expect(generator.name).toContain('unofficial');
  expect(new Set(generator.voices.map(({ language }) => language.slice(0, 2))).size).toBeGreaterThanOrEqual(10);
});
