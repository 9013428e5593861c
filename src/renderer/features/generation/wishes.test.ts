import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { missingWishes, sumOf, wishFor } from './wishes.ts';

const generator = (id: string, more: Partial<GeneratorView>): GeneratorView => ({
  id,
  vendor: 'replicate',
  vendorName: 'Replicate',
  name: id,
  maker: 'Maker',
  role: 'picture',
  category: 'text-to-video',
  price: { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-01' },
  limits: { seconds: [5, 10], aspects: null, still: 'no' },
  strengths: [],
  typicalSeconds: 40,
  voices: [],
  usable: true,
  hindrance: null,
  ...more,
});
const video = generator('video', {});
const keyless = generator('keyless', { usable: false, hindrance: 'needs a Replicate key' });
const fromStill = generator('from-still', { limits: { seconds: null, aspects: null, still: 'required' } });
const voice = generator('voice', {
  role: 'voice',
  price: { micros: 100_000, per: 'thousand-characters', certainty: 'estimate', asOf: '2026-11-01' },
});

const scene = newScene({ prompt: 'Waves climbing the rock', seconds: 6 });
const spoken = newScene({ prompt: 'Pen on paper', narration: 'x'.repeat(50), seconds: 4 });
const film = newFilm({
  title: 'Keeper',
  picture: { generator: 'video' },
  voice: { generator: 'voice', voice: null, speed: 1 },
  scenes: [scene, spoken, newScene({ title: 'Not written yet' })],
});
const source = { film, cut: planCut(film, []), generators: [video, keyless, fromStill, voice] };
const choosing = (picture: string) => wishFor(source, { ...scene, generator: { picture, voice: null } }, 'picture');

test('a picture costs what the length that is asked for costs, not the scene’s', () => {
  expect(wishFor(source, scene, 'picture')).toMatchObject({ micros: 500_000, estimated: false, hindrance: null });
  expect(wishFor(source, spoken, 'picture').micros).toBe(250_000);
});

test('a voice costs by its characters', () => {
  expect(wishFor(source, spoken, 'voice')).toMatchObject({ micros: 5000, estimated: true, hindrance: null });
});

test('what stands in the way is said', () => {
  expect(choosing('keyless').hindrance).toBe('needs a Replicate key');
  expect(choosing('from-still').hindrance).toBe('from-still needs a still');
  expect(choosing('gone').hindrance).toBe('The generator gone is not in the catalogue');
  expect(wishFor(source, scene, 'voice').hindrance).toBe('Write the narration first');
});

const take = { id: 'tk_1', sceneId: scene.id, role: 'picture', number: 1, problem: null } as TakeView;
const job = { id: 'jb_1', sceneId: spoken.id, role: 'voice', state: 'running' } as Job;
const missing = (takes: TakeView[], jobs: Job[]) =>
  missingWishes(source, takes, jobs).ready.map(
    (wish) => `${film.scenes.findIndex((s) => s.id === wish.sceneId)} ${wish.role}`,
  );

test('missing is every written role without a take or a job at work', () => {
  expect(missing([], [])).toEqual(['0 picture', '1 picture', '1 voice']);
  expect(missing([take], [job])).toEqual(['1 picture']);
  expect(missing([], [{ ...job, state: 'failed' }])).toContain('1 voice');
});

test('a job whose fate is unknown is not sent again along with the others', () => {
  expect(missing([], [{ ...job, state: 'unknown' }])).not.toContain('1 voice');
});

test('a take whose file is gone is missing again', () => {
  const lost = { ...take, problem: { code: 'not-found' as const, message: '', action: '', details: {} } };
  expect(missing([lost], [])).toContain('0 picture');
});

test('the sum is whole micros and says when part of it is an estimate', () => {
  const { ready } = missingWishes(source, [], []);
  expect(sumOf(ready)).toEqual({ micros: 755_000, estimated: true });
  expect(sumOf([])).toEqual({ micros: 0, estimated: false });
});

test('what cannot start is held back, with its reason', () => {
  const keylessFilm = { ...film, picture: { generator: 'keyless' } };
  const { ready, held } = missingWishes({ ...source, film: keylessFilm }, [], []);
  expect(ready.map((wish) => wish.role)).toEqual(['voice']);
  expect(held.map((wish) => wish.hindrance)).toEqual(['needs a Replicate key', 'needs a Replicate key']);
});
