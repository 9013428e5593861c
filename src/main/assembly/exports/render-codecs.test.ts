import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { presets } from '../../../shared/export.ts';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { encodingFor } from './encoding-for.ts';
import { renderCut } from './render-cut.ts';
import { plainOptions, testFilm } from './test-film.ts';
import { testOrder } from './test-order.ts';

const tools = await findTools({ env: process.env });
const dir = temporaryFolder();

beforeAll(() => {
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=24:d=1 ${h264} clip.mp4`);
  ffmpeg(dir, '-f lavfi -i testsrc=s=160x90 -frames:v 1 still.png');
});

test.each([
  ['hevc', 'hevc,hvc1,yuv420p,bt709,24', 'aac,mp4a'],
  ['av1', 'av1,av01,yuv420p10le,bt709,24', 'aac,mp4a'],
  ['prores', 'prores,apcn,yuv422p10le,bt709,24', 'pcm_s24le,in24'],
])('%s decodes to the last frame over a join', async (id, picture, sound) => {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new Error(`There is no preset ${id}.`);
  const film = await testFilm(tools, dir, [
    { picture: 'clip.mp4', seconds: 0.5, join: { kind: 'dip-black', seconds: 0.2 } },
    { picture: 'still.png', seconds: 0.5 },
  ]);
  const encoding = {
    ...encodingFor(film.cut, preset, plainOptions),
    width: 160,
    height: 90,
    speed: 'ultrafast',
  } as const;
  const output = join(dir, `${id}.${preset.extension}`);
  const wish = testOrder(tools, dir, film, id, { encoding, sound: preset.sound, output });
  expect(await renderCut(wish)).toMatchObject({ frames: 24, seconds: 0.8, rendered: 3, encoder: encoding.encoder });
  const entries = 'stream=codec_name,codec_tag_string,pix_fmt,color_space,nb_read_frames';
  const probe = ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'csv=p=0', output];
  const [video, audio] = execFileSync('ffprobe', probe).toString().trim().split('\n');
  expect(video).toBe(picture);
  expect(audio?.startsWith(sound)).toBe(true);
});
