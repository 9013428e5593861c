import { rehearsalMedia } from '../rehearsal-media.ts';
import type { MediaOrder, MediaSource, RehearsalMedia } from '../simulated-jobs.ts';

/** Real files of a second, made once and given to every job. */
export async function smallMedia(dir: string): Promise<RehearsalMedia> {
  const { video, image, audio } = rehearsalMedia({ ffmpeg: 'ffmpeg', dir });
  const make = async (makes: MediaOrder['makes'], source: MediaSource) =>
    typeof source === 'string' ? source : source({ id: 'small', makes, prompt: '', seconds: 1, aspect: '16:9' });
  return { video: await make('video', video), image: await make('image', image), audio: await make('audio', audio) };
}
