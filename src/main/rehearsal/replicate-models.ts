/** What the simulated Replicate offers: ids and input names of Replicate's own model pages, seen 2025-09 to 2026-11. */
export type SimulatedModel = {
  readonly makes: 'video' | 'image' | 'audio';
  /** Digest of the newest version: such a model is a community model and has to be run by version. */
  readonly version?: string;
  readonly requires: readonly string[];
  readonly takes: readonly string[];
  /** Images come as an array of addresses from some models. */
  readonly outputs?: 'array';
};

const video = (requires: string[], takes: string[]): SimulatedModel => ({ makes: 'video', requires, takes });
const image = (takes: string[], outputs?: 'array'): SimulatedModel => ({
  makes: 'image',
  requires: ['prompt'],
  takes: ['aspect_ratio', 'output_format', 'output_quality', 'seed', ...takes],
  ...(outputs ? { outputs } : {}),
});

const wan = ['duration', 'resolution', 'negative_prompt', 'enable_prompt_expansion', 'seed', 'audio'];
const luma = ['duration', 'aspect_ratio', 'loop', 'start_image', 'start_image_url', 'end_image'];

export const simulatedModels: Readonly<Record<string, SimulatedModel>> = {
  'minimax/hailuo-02': video(
    ['prompt'],
    ['duration', 'resolution', 'prompt_optimizer', 'first_frame_image', 'last_frame_image'],
  ),
  'kwaivgi/kling-v2.1': video(['prompt', 'start_image'], ['end_image', 'mode', 'duration', 'negative_prompt']),
  'kwaivgi/kling-v2.5-turbo-pro': video(
    ['prompt'],
    ['start_image', 'image', 'duration', 'aspect_ratio', 'negative_prompt'],
  ),
  'google/veo-3-fast': video(
    ['prompt'],
    ['image', 'aspect_ratio', 'duration', 'resolution', 'generate_audio', 'negative_prompt', 'seed'],
  ),
  'wavespeedai/wan-2.1-t2v-480p': video(
    ['prompt'],
    ['aspect_ratio', 'negative_prompt', 'fast_mode', 'sample_steps', 'sample_guide_scale', 'sample_shift', 'seed'],
  ),
  'wan-video/wan-2.5-i2v-fast': video(['prompt', 'image'], wan),
  'luma/ray-flash-2-720p': video(['prompt'], luma),
  'bytedance/seedance-1-lite': video(
    ['prompt'],
    ['image', 'last_frame_image', 'duration', 'resolution', 'aspect_ratio', 'fps', 'camera_fixed', 'seed'],
  ),
  'black-forest-labs/flux-schnell': image(
    ['num_outputs', 'go_fast', 'megapixels', 'num_inference_steps', 'disable_safety_checker'],
    'array',
  ),
  'black-forest-labs/flux-1.1-pro': image(['width', 'height', 'prompt_upsampling', 'safety_tolerance', 'image_prompt']),
  'jaaari/kokoro-82m': {
    makes: 'audio',
    version: 'f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13',
    requires: ['text'],
    takes: ['voice', 'speed'],
  },
};

/** Every length here is an integer in the model's own schema. */
const notWhole = { type: 'invalid_type', field: 'input.duration', description: 'Expected: integer, given: number' };

/** The fields that are wrong, in Replicate's words; stricter than Replicate, which ignores names it does not know. */
export function invalidFields(model: SimulatedModel, input: Readonly<Record<string, unknown>>) {
  const missing = model.requires
    .filter((name) => input[name] === undefined || input[name] === '')
    .map((name) => ({ type: 'required', field: 'input', description: `${name} is required` }));
  const unknown = Object.keys(input)
    .filter((name) => !model.requires.includes(name) && !model.takes.includes(name))
    .map((name) => ({
      type: 'additional_property_not_allowed',
      field: 'input',
      description: `${name} is not an input of this model`,
    }));
  const { duration } = input;
  const length = duration === undefined || Number.isInteger(duration) ? [] : [notWhole];
  return [...missing, ...unknown, ...length];
}
