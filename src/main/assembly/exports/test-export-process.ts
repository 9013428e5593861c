import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { exportBench } from './test-exports.ts';
import { plainOptions, testFilm } from './test-film.ts';

/** For tests only: a process that exports and is killed meanwhile. Arguments: media folder, work folder, destination. */
const [media = temporaryFolder(), work = media, destination = ''] = process.argv.slice(2);
const tools = await findTools({ env: process.env });
const film = await testFilm(tools, media, [
  { picture: 'short.mp4', seconds: 0.5 },
  { picture: 'long.mp4', seconds: 8 },
]);
const { exports, journal } = exportBench(film, work);
await exports.start({
  filmId: film.film.id,
  preset: 'draft',
  destination,
  slates: false,
  replace: false,
  ...plainOptions,
});
// What the ledger would have on disk, and the film's folder.
process.send?.({ entries: journal.unfinished(), film });
