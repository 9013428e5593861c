import { CaptionChoice } from './caption-choice.tsx';
import { FilmLook } from './film-look.tsx';
import { FilmTracks } from './film-tracks.tsx';
import { MusicEditor } from './music-editor.tsx';

/** What the whole film sounds and looks like. */
export const FilmFinish = () => (
  <>
    <MusicEditor />
    <FilmTracks />
    <FilmLook />
    <CaptionChoice />
  </>
);
