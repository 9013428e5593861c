import type { Category } from '../../shared/generator.ts';
import type { ModelField, ModelSheet, WireWord } from '../../shared/own-generator.ts';

type Rule = { readonly names: readonly string[]; readonly types: readonly ModelField['type'][] };

const words = (names: string, ...types: ModelField['type'][]): Rule => ({ names: names.split(' '), types });

/** What models call our words, the likeliest first: names of the models that we know at Replicate and fal. */
const pictureRules: Partial<Record<WireWord, Rule>> = {
  prompt: words('prompt text_prompt positive_prompt text caption description', 'text'),
  seconds: words(
    'duration seconds duration_seconds video_length video_duration length clip_length',
    ...(['choice', 'integer', 'number', 'text'] as const),
  ),
  aspect: words('aspect_ratio aspectRatio aspect ratio image_size video_size size', 'choice', 'text'),
  seed: words('seed random_seed noise_seed', 'integer', 'number'),
  still: words(
    'start_image first_frame_image start_image_url first_frame_image_url image image_url first_frame first_frame_url input_image init_image img image_prompt conditioning_image',
    ...(['file', 'text'] as const),
  ),
  endStill: words(
    'end_image last_frame_image end_image_url tail_image_url last_frame_image_url last_image last_image_url last_frame last_frame_url tail_image',
    ...(['file', 'text'] as const),
  ),
};

const voiceRules: Partial<Record<WireWord, Rule>> = {
  prompt: words('text prompt input gen_text tts_text input_text transcript', 'text'),
  voice: words('voice voice_id speaker speaker_id preset_voice', 'choice', 'text'),
  speed: words('speed speaking_rate rate', 'number', 'integer'),
};

const speakingRules: Partial<Record<WireWord, Rule>> = {
  script: words('script text speech input_text prompt', 'text'),
  still: pictureRules.still ?? words('image', 'file'),
};

function rulesFor(category: Category): Partial<Record<WireWord, Rule>> {
  if (category === 'speech') return voiceRules;
  return category === 'avatar' || category === 'short-form' ? speakingRules : pictureRules;
}

/** Which input each of our words is probably meant by; a word without a likely one is left out. */
export function guessWords(fields: readonly ModelField[], category: Category): ModelSheet['guess'] {
  const guess: ModelSheet['guess'] = {};
  for (const [word, { names, types }] of Object.entries(rulesFor(category)) as [WireWord, Rule][]) {
    const taken = Object.values(guess);
    const found = names
      .map((name) => fields.find((field) => field.name === name && types.includes(field.type)))
      .find((field) => field && !taken.includes(field.name));
    if (found) guess[word] = found.name;
  }
  return guess;
}

/** What a model makes, where its vendor does not say: by an example of its results, else by its inputs. */
export function guessCategory(fields: readonly ModelField[], example: string, about: string): Category {
  const has = (pattern: RegExp) => fields.some(({ name }) => pattern.test(name));
  const needs = (pattern: RegExp) => fields.some(({ name, required }) => required && pattern.test(name));
  const picture = /(^|_)(image|frame|img)(_|$)/i;
  if (/\.(mp3|wav|flac|ogg|m4a|opus)\b/i.test(example)) return 'speech';
  if (/\.(mp4|webm|mov|gif)\b/i.test(example)) return needs(picture) ? 'image-to-video' : 'text-to-video';
  if (/\.(png|jpe?g|webp|avif)\b/i.test(example)) return 'text-to-image';
  if (has(/^(voice|speaker)/i)) return 'speech';
  if (has(/^(duration|fps|num_frames|frames_per_second|video_length)$/i) || /\bvideos?\b/i.test(about))
    return needs(picture) ? 'image-to-video' : 'text-to-video';
  return 'text-to-image';
}
