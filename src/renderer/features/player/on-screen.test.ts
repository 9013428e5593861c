import { describe, expect, it } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { captionAt, layersAt, scenesNear } from './on-screen.ts';

const film = newFilm({
  title: 'Test',
  scenes: [
    newScene({ title: 'One', seconds: 2, join: { kind: 'wipe', seconds: 0.5 } }),
    newScene({ title: 'Two', seconds: 3, narration: 'Hello there.' }),
  ],
});
const cut = planCut(film, []);

describe('layersAt', () => {
  it('shows one scene outside of a transition', () => {
    expect(layersAt(cut, 0)).toMatchObject([{ scene: { title: 'One' }, passing: null }]);
    expect(layersAt(cut, 100)).toMatchObject([{ scene: { title: 'Two' }, localFrame: 55, passing: null }]);
  });

  it.each([
    [45, 1 / 16],
    [59, 15 / 16],
  ])('lays the later scene over the earlier one, frame %i', (frame, progress) => {
    expect(layersAt(cut, frame)).toMatchObject([
      { scene: { title: 'One' }, passing: { kind: 'wipe', role: 'leaving', progress } },
      { scene: { title: 'Two' }, passing: { kind: 'wipe', role: 'arriving', progress } },
    ]);
  });

  it('shows nothing after the end', () => expect(layersAt(cut, cut.frames)).toEqual([]));
});

describe('captionAt', () => {
  it('shows the narration while it is spoken and nothing before', () => {
    const { start, end } = cut.scenes[1]?.captions[0] ?? { start: 0, end: 0 };
    expect(captionAt(cut, start - 1)).toBeNull();
    expect(captionAt(cut, start)).toBe('Hello there.');
    expect(captionAt(cut, end)).toBeNull();
  });
});

describe('scenesNear', () => {
  it('takes in the next scene before it starts', () => {
    expect(scenesNear(cut, 0, 1).map(({ title }) => title)).toEqual(['One']);
    expect(scenesNear(cut, 0, 2).map(({ title }) => title)).toEqual(['One', 'Two']);
  });
});
