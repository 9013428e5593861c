import { type FrameRate, framesCovering } from '../../../shared/time.ts';
import { type HandOver, startFrames } from '../hand-over.ts';
import { timecode } from '../timecode.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { pictureShape, rateElement } from './xmeml-elements.ts';

/** The file of a take or of music: described where it is met first, and named by its id from then on. */
export type Files = (mediaId: string) => string;

/** Frames that a file without a length of its own, a still, is said to have: an hour at most rates. */
export const stillFrames = 108_000;

/** What a file element has to say. */
type FileFacts = {
  readonly seconds: number | null;
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly sound: boolean;
};

export function createFiles(over: HandOver, rate: FrameRate): Files {
  const facts = factsOf(over);
  const ids = new Map<string, string>();
  return (mediaId) => {
    const known = ids.get(mediaId);
    if (known) return xml('file', { id: known });
    const id = `file-${ids.size + 1}`;
    ids.set(mediaId, id);
    const found = facts.get(mediaId);
    return found ? fileElement(id, over, mediaId, found, rate) : xml('file', { id });
  };
}

function factsOf({ shots, cut }: HandOver): Map<string, FileFacts> {
  const takes = shots
    .flatMap(({ scene }) => [scene.picture, scene.voice?.take ?? null])
    .filter((take) => take !== null);
  const facts = new Map<string, FileFacts>();
  for (const { id, role, probe } of takes) {
    const { width, height, seconds } = probe;
    const picture = role === 'picture' && width && height ? { width, height } : null;
    facts.set(id, { seconds, picture, sound: probe.audioCodec !== null });
  }
  const music = cut.music?.asset;
  if (music) facts.set(music.file, { seconds: music.seconds, picture: null, sound: true });
  return facts;
}

function fileElement(id: string, over: HandOver, mediaId: string, facts: FileFacts, rate: FrameRate): string {
  const { name, url, channels } = over.place(mediaId);
  const begin = startFrames(over, mediaId);
  const { seconds, picture, sound } = facts;
  const start = xml(
    'timecode',
    {},
    rateElement(rate),
    xmlLeaf('string', timecode(begin, rate)),
    xmlLeaf('frame', begin),
  );
  const media = xml(
    'media',
    {},
    picture && xml('video', {}, pictureShape(picture.width, picture.height, rate)),
    sound && xml('audio', {}, xmlLeaf('channelcount', channels ?? 2)),
  );
  return xml(
    'file',
    { id },
    xmlLeaf('name', name),
    // Final Cut Pro 7 and Premiere Pro write the host.
    xmlLeaf('pathurl', url.replace(/^file:\/\/\//, 'file://localhost/')),
    rateElement(rate),
    xmlLeaf('duration', seconds === null ? stillFrames : framesCovering(seconds, rate)),
    start,
    media,
  );
}
