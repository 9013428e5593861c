/** The film looks that come with the studio. `id` is what film.json holds; the colours are made in assembly/picture. */
export const looks = [
  { id: 'warm', name: 'Warm', about: 'Golden highlights, soft browns' },
  { id: 'cool', name: 'Cool', about: 'Blue shadows, clean whites' },
  { id: 'faded', name: 'Faded', about: 'Lifted blacks, quiet colours' },
  { id: 'mono', name: 'Black and white', about: 'No colour, a little more contrast' },
  { id: 'punchy', name: 'Punchy', about: 'Deeper colours and contrast' },
] as const;

export type LookId = (typeof looks)[number]['id'];
