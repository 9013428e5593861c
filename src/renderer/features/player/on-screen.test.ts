import { describe, expect, it } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { captionAt, layersAt, scenesNear } from './on-screen.ts';

const film = newFilm({
  title: 'Test',
  scenes: [
    newScene({ title: 'One', seconds: 2, join: { kind: 'crossfade', seconds: 0.5 } }),
    newScene({ title: 'Two', seconds: 3, narration: 'Hello there.' }),
  ],
});
const cut = planCut(film, []);

describe('layersAt', () => {
  it('shows one scene outside of a crossfade', () => {
    expect(layersAt(cut, 0).map(({ scene, opacity }) => [scene.title, opacity])).toEqual([['One', 1]]);
    expect(layersAt(cut, 100).map(({ scene }) => scene.title)).toEqual(['Two']);
  });

  it('lays the later scene over the earlier one and lets it grow', () => {
    const early = layersAt(cut, 45);
    const late = layersAt(cut, 59);
    expect(early.map(({ scene }) => scene.title)).toEqual(['One', 'Two']);
    expect(early[1]?.opacity).toBeCloseTo(1 / 16);
    expect(late[1]?.opacity).toBeCloseTo(15 / 16);
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
