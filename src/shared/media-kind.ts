/**
 * What `/media/<filmId>/<id>/<kind>` answers: a take's file, poster, a copy of it that Chromium plays, or a small one for
 * walls of many (`id` is the take); an asset of the film (its file name); a draft render (the export).
 */
export const mediaKinds = ['media', 'poster', 'preview', 'tile', 'asset', 'draft'] as const;
export type MediaKind = (typeof mediaKinds)[number];
