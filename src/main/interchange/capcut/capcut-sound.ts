import { framesNear } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import type { SoundItem } from '../sound-items.ts';
import { type DraftParts, type Json, micros, partId, segment, speedPart, timeRange, track } from './capcut-parts.ts';

/** One track of narration or music. Music comes and goes with fades at the film's ends. */
export function soundParts(over: HandOver, name: 'narration' | 'music', items: readonly SoundItem[]): DraftParts {
  if (items.length === 0) return { materials: {}, tracks: [] };
  const rate = over.cut.canvas.fps;
  const id = (kind: string, index: number): string => partId(over.film.id, name, kind, index);
  const fades = items.map((_, index) => fadePart(over, name, items.length, index, id('fade', index)));
  const segments = items.map((item, index) => {
    const fade = fades[index];
    return segment({
      ...{ id: id('segment', index), material: partId(item.mediaId), speed: 1, look: null, layer: 0 },
      target: timeRange(item.start, item.frames, rate),
      source: timeRange(item.from, item.frames, rate),
      volume: 10 ** (item.gainDb / 20),
      refs: [id('speed', index), ...(fade ? [String(fade.id)] : [])],
    });
  });
  const audios = [...new Map(items.map((item) => [item.mediaId, audioMaterial(over, item)])).values()];
  const speeds = items.map((_, index) => speedPart(id('speed', index), 1));
  return {
    materials: { audios, speeds, audio_fades: fades.filter((fade) => fade !== null) },
    tracks: [track(id('track', 0), 'audio', name === 'music' ? 'Music' : 'Narration', segments)],
  };
}

function fadePart({ cut }: HandOver, name: string, count: number, index: number, id: string): Json | null {
  const { music, canvas } = cut;
  const length = (seconds: number): number => micros(framesNear(seconds, canvas.fps), canvas.fps);
  const fadeIn = index === 0 ? length(music?.fadeIn ?? 0) : 0;
  const fadeOut = index === count - 1 ? length(music?.fadeOut ?? 0) : 0;
  if (name !== 'music' || fadeIn + fadeOut === 0) return null;
  return { id, fade_in_duration: fadeIn, fade_out_duration: fadeOut, fade_type: 0, type: 'audio_fade' };
}

function audioMaterial({ place }: HandOver, { mediaId, seconds }: SoundItem): Json {
  const { name, path } = place(mediaId);
  const id = partId(mediaId);
  return {
    ...{ app_id: 0, category_id: '', category_name: 'local', check_flag: 1, copyright_limit_type: 'none' },
    ...{ duration: Math.floor(seconds * 1e6), effect_id: '', formula_id: '', id, intensifies_path: '' },
    ...{ is_ai_clone_tone: false, is_text_edit_overdub: false, is_ugc: false, local_material_id: id, music_id: id },
    ...{ name, path, remote_url: null, query: '', request_id: '', resource_id: '', search_id: '', source_from: '' },
    ...{ source_platform: 0, team_id: '', text_id: '', tone_category_id: '', tone_category_name: '' },
    ...{ tone_effect_id: '', tone_effect_name: '', tone_platform: '', tone_second_category_id: '' },
    ...{
      tone_second_category_name: '',
      tone_speaker: '',
      tone_type: '',
      type: 'extract_music',
      video_id: '',
      wave_points: [],
    },
  };
}
