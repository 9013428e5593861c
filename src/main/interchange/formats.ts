import type { FormatView, InterchangeFormat } from '../../shared/interchange.ts';
import { srtOf, vttOf } from '../../shared/subtitles.ts';
import type { FrameRate } from '../../shared/time.ts';
import { writeCapcut } from './capcut/write-capcut.ts';
import type { EditedTimeline } from './edited-timeline.ts';
import { writeEdl } from './edl/write-edl.ts';
import { readFcpxml } from './fcpxml/read-fcpxml.ts';
import { writeFcpxml } from './fcpxml/write-fcpxml.ts';
import type { HandOver } from './hand-over.ts';
import { readOtio } from './otio/read-otio.ts';
import { writeOtio } from './otio/write-otio.ts';
import { writeXmeml } from './xmeml/write-xmeml.ts';

/** A text of the hand-over and its name in the folder; `name` is the film's, safe for every system. */
export type HandOverText = { readonly file: string; readonly text: string };

export type Format = FormatView & {
  /** Has a place for the takes that were not chosen. */
  readonly alternates: boolean;
  /** Refers to media, so it comes in a folder with them. */
  readonly media: boolean;
  /** The editor opens the first. */
  readonly write: (over: HandOver, name: string) => HandOverText[];
  /** Null where it cannot be brought back. */
  readonly read: ((text: string, rate: FrameRate) => EditedTimeline) | null;
};

/** One more format is one more entry here. */
export const formats: Record<InterchangeFormat, Format> = {
  otio: {
    ...{ id: 'otio', name: 'OpenTimelineIO', about: 'DaVinci Resolve, Premiere Pro, Kdenlive, Nuke, Avid' },
    ...{ extension: 'otio', imports: true, alternates: true, media: true, read: readOtio },
    write: (over, name) => [{ file: `${name}.otio`, text: writeOtio(over) }],
  },
  fcpxml: {
    ...{ id: 'fcpxml', name: 'FCPXML', about: 'Final Cut Pro, DaVinci Resolve' },
    ...{ extension: 'fcpxml', imports: true, alternates: true, media: true, read: readFcpxml },
    write: (over, name) => [{ file: `${name}.fcpxml`, text: writeFcpxml(over) }],
  },
  xmeml: {
    ...{ id: 'xmeml', name: 'Final Cut Pro 7 XML', about: 'Premiere Pro, DaVinci Resolve, Vegas Pro' },
    ...{ extension: 'xml', imports: false, alternates: false, media: true, read: null },
    write: (over, name) => [{ file: `${name}.xml`, text: writeXmeml(over) }],
  },
  edl: {
    ...{ id: 'edl', name: 'Edit decision list', about: 'CMX 3600, for nearly every editor: pictures alone' },
    ...{ extension: 'edl', imports: false, alternates: false, media: true, read: null },
    write: (over, name) => [{ file: `${name}.edl`, text: writeEdl(over) }],
  },
  capcut: {
    ...{ id: 'capcut', name: 'CapCut draft', about: 'CapCut and Jianying on the desktop, up to version 5.9' },
    ...{ extension: null, imports: false, alternates: false, media: true, read: null },
    write: (over, name) => writeCapcut(over, name),
  },
  srt: {
    ...{ id: 'srt', name: 'SRT', about: 'Captions for nearly every player and platform' },
    ...{ extension: 'srt', imports: false, alternates: false, media: false, read: null },
    write: ({ cut }, name) => [{ file: `${name}.srt`, text: srtOf(cut) }],
  },
  vtt: {
    ...{ id: 'vtt', name: 'WebVTT', about: 'Captions for the web' },
    ...{ extension: 'vtt', imports: false, alternates: false, media: false, read: null },
    write: ({ cut }, name) => [{ file: `${name}.vtt`, text: vttOf(cut) }],
  },
};

/** The formats as the studio shows them. */
export const formatViews: readonly FormatView[] = Object.values(formats).map(
  ({ id, name, about, extension, imports }) => ({
    ...{ id, name, about, extension, imports },
  }),
);
