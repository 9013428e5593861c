import type { FrameRate } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import { isDropFrame, timecode } from '../timecode.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { pictureShape, rateElement } from './xmeml-elements.ts';
import { createFiles } from './xmeml-files.ts';
import { pictureTrack } from './xmeml-pictures.ts';
import { soundTracks } from './xmeml-sound.ts';
import { titleTracks } from './xmeml-titles.ts';

/**
 * The cut as Final Cut Pro 7's XML, which Premiere Pro and DaVinci Resolve read: `xmeml` version 5.
 * https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/FinalCutPro_XML
 */
export function writeXmeml(over: HandOver): string {
  const { cut, film } = over;
  const rate = cut.canvas.fps;
  const files = createFiles(over, rate);
  const video = xml('video', {}, formatElement(film.canvas, rate), pictureTrack(over, files), ...titleTracks(over));
  const audio = xml(
    'audio',
    {},
    xmlLeaf('numOutputChannels', 2),
    xml('format', {}, xml('samplecharacteristics', {}, xmlLeaf('depth', 16), xmlLeaf('samplerate', 48000))),
    ...soundTracks(over, files),
  );
  const sequence = xml(
    'sequence',
    { id: 'sequence-1' },
    xmlLeaf('name', film.title),
    xmlLeaf('duration', cut.frames),
    rateElement(rate),
    xml(
      'timecode',
      {},
      rateElement(rate),
      xmlLeaf('string', timecode(0, rate)),
      xmlLeaf('frame', 0),
      xmlLeaf('displayformat', isDropFrame(rate) ? 'DF' : 'NDF'),
    ),
    xml('media', {}, video, audio),
    xml('logginginfo', {}, xmlLeaf('lognote', `Circle Take ${film.id}`)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n${xml('xmeml', { version: 5 }, sequence)}\n`;
}

function formatElement({ width, height }: HandOver['film']['canvas'], rate: FrameRate): string {
  return xml('format', {}, pictureShape(width, height, rate));
}
