import { describe, expect, it } from 'vitest';
import { type DraftSettings, draftScene } from './draft.ts';
import { setFilm, setScene } from './script-settings.ts';

const film = (key: string, value: string) => {
  const to: DraftSettings = {};
  return setFilm(to, key, value) ?? to;
};
const scene = (key: string, value: string) => {
  const to = draftScene('');
  return setScene(to, key, value) ?? to;
};

describe('film settings', () => {
  it.each([
    ['title', '"Dusk"', { title: 'Dusk' }],
    ['aspect', '9:16', { canvas: { aspect: '9:16', width: 720, height: 1280, fps: '30' } }],
    ['fps', '23.976', { canvas: { fps: '24000/1001', aspect: '16:9' } }],
    ['speed', '1.25x', { voice: { speed: 1.25, generator: 'local-voice' } }],
    ['voice', 'en-us', { voice: { voice: 'en-us', speed: 1 } }],
    ['Generator', 'some/thing', { picture: { generator: 'some/thing' } }],
    ['captions', 'No', { captions: { on: false } }],
    ['captions', 'bold', { captions: { on: true, style: 'bold' } }],
    ['style', 'ink', { look: { style: 'ink' } }],
  ])('%s: %s', (key, value, expected) => expect(film(key, value)).toMatchObject(expected));

  it.each([
    ['aspect', '16:10', /aspect cannot be “16:10”.*16:9/],
    ['fps', '12', /fps cannot be “12”/],
    ['speed', '3', /speed must be a number from 0.5 to 2/],
    ['captions', 'maybe', /captions cannot be “maybe”/],
    ['aspcet', '1:1', /“aspcet” is not a setting\. Did you mean “aspect”\?/],
    ['seconds', '4', /belongs under a scene heading/],
    ['colour', 'red', /Settings here: title, aspect/],
  ])('%s: %s is told', (key, value, expected) => expect(film(key, value)).toMatch(expected));

  it('keeps the frame rate when the aspect comes later', () => {
    const to: DraftSettings = {};
    setFilm(to, 'fps', '25');
    setFilm(to, 'aspect', '1:1');
    expect(to.canvas).toEqual({ aspect: '1:1', width: 720, height: 720, fps: '25' });
  });
});

describe('scene settings', () => {
  it.each([
    ['kind', 'B-roll', { kind: 'broll' }],
    ['seconds', '4.5 s', { seconds: 4.5 }],
    ['duration', 'auto', { seconds: null }],
    ['visual', 'a boat', { prompt: 'a boat' }],
    ['VO', 'hello', { narration: 'hello' }],
    ['join', 'crossfade', { join: { kind: 'crossfade', seconds: 0.5 } }],
    ['join', 'dissolve 1.5s', { join: { kind: 'crossfade', seconds: 1.5 } }],
    ['transition', 'cut', { join: { kind: 'cut' } }],
    ['fit', 'fit', { fit: 'fit' }],
    ['transition', 'wipe 1', { join: { kind: 'wipe', seconds: 1 } }],
    ['join', 'dip', { join: { kind: 'dip-black', seconds: 0.5 } }],
    ['fit', 'blur', { fit: 'blur' }],
    ['motion', 'left', { motion: 'left' }],
    ['speed', '2x', { speed: 2 }],
    ['text', 'Chapter one', { titles: [{ text: 'Chapter one', place: 'centre', from: 0, seconds: null }] }],
    ['reach', 'Slow', { reach: 'slow' }],
    ['reach', 'ping-pong', { reach: 'ping-pong' }],
    ['generator', 'nobody.knows', { generator: { picture: 'nobody.knows', voice: null } }],
  ])('%s: %s', (key, value, expected) => expect(scene(key, value)).toMatchObject(expected));

  it.each([
    ['kind', 'storry', /Did you mean “story”/],
    ['seconds', 'long', /must be a number from 0.5 to 600, not “long”/],
    ['seconds', '0', /must be a number/],
    ['join', 'star wipe', /join can be “cut”, or one of crossfade/],
    ['join', 'crossfade 9', /the crossfade must be a number from 0.1 to 3/],
    ['still', 'a.jpg', /drop a picture on the scene/],
    ['style', 'ink', /is for the whole film/],
  ])('%s: %s is told', (key, value, expected) => expect(scene(key, value)).toMatch(expected));
});
