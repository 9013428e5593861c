import type { Json } from './capcut-parts.ts';

/** Every list of materials that drafts have, most of them empty; CapCut refuses a draft in which one is missing. */
const materialLists =
  'ai_translates audio_balances audio_effects audio_fades audio_track_indexes audios beats canvases chromas color_curves digital_humans drafts effects flowers green_screens handwrites hsl images log_color_wheels loudnesses manual_deformations masks material_animations material_colors multi_language_refs placeholders plugin_effects primary_color_wheels realtime_denoises shapes smart_crops smart_relights sound_channel_mappings speeds stickers tail_leaders text_templates texts time_marks transitions video_effects video_trackings videos vocal_beautifys vocal_separations'.split(
    ' ',
  );
const keyframeLists = ['adjusts', 'audios', 'effects', 'filters', 'handwrites', 'stickers', 'texts', 'videos'];

const emptyLists = (names: readonly string[]): Json => Object.fromEntries(names.map((name) => [name, []]));

type DraftInit = {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Microseconds. */
  readonly duration: number;
  readonly materials: Json;
  readonly tracks: readonly Json[];
};

/** `draft_content.json`: the timeline. Version figures are those of the last drafts that are not encrypted. */
export const draftContent = ({ id, name, width, height, fps, duration, materials, tracks }: DraftInit): Json => ({
  canvas_config: { height, ratio: 'original', width },
  ...{ color_space: 0, config: draftConfig, cover: null, create_time: 0, duration, extra_info: null, fps },
  ...{ free_render_index_mode_on: false, group_container: null, id, keyframe_graph_list: [] },
  keyframes: emptyLists(keyframeLists),
  last_modified_platform: { app_id: 359289, app_source: 'cc', app_version: '5.9.0', os: 'windows' },
  materials: { ...emptyLists(materialLists), ...materials },
  ...{ mutable_config: null, name, new_version: '110.0.0', relationships: [], render_index_track_mode_on: true },
  ...{ retouch_cover: null, source: 'default', static_cover_image_path: '', time_marks: null },
  ...{ tracks, update_time: 0, version: 360_000 },
});

const draftConfig: Json = {
  ...{ adjust_max_index: 1, attachment_info: [], combination_max_index: 1, export_range: null },
  ...{ extract_audio_last_index: 1, lyrics_recognition_id: '', lyrics_sync: true, lyrics_taskinfo: [] },
  ...{ maintrack_adsorb: true, material_save_mode: 0, multi_language_current: 'none', multi_language_list: [] },
  ...{ multi_language_main: 'none', multi_language_mode: 'none', original_sound_last_index: 1 },
  ...{ record_audio_last_index: 1, sticker_max_index: 1, subtitle_keywords_config: null },
  ...{ subtitle_recognition_id: '', subtitle_sync: true, subtitle_taskinfo: [], system_font_list: [] },
  ...{ video_mute: false, zoom_info_params: null },
};

/** `draft_meta_info.json`: the entry in CapCut's list of drafts. It fills in its own folder when it finds the draft. */
export const draftMeta = ({ id, name, duration }: Pick<DraftInit, 'id' | 'name' | 'duration'>): Json => ({
  ...{ draft_cover: 'draft_cover.jpg', draft_fold_path: '', draft_id: id, draft_name: name, draft_root_path: '' },
  ...{ draft_is_ai_packaging_used: false, draft_is_invisible: false, draft_need_rename_folder: false },
  draft_materials: [0, 1, 2, 3, 6, 7, 8].map((type) => ({ type, value: [] })),
  ...{ draft_materials_copied_info: [], draft_new_version: '', draft_removable_storage_device: '' },
  ...{ draft_segment_extra_info: [], draft_type: '', tm_draft_create: 0, tm_draft_modified: 0, tm_draft_removed: 0 },
  tm_duration: duration,
});
