/** Which of Leonardo's addresses takes the work: two of v1, one of v2. */
export type LeonardoApi = 'image' | 'video' | 'v2';

type Model = {
  readonly api: LeonardoApi;
  readonly makes: 'image' | 'video';
  /** Dollars of a run, or of a second. There is no public list: figures of resellers and of the samples, 2026-11. */
  readonly usd: number;
  readonly perSecond?: true;
  readonly sizes?: readonly string[];
  readonly seconds?: readonly number[];
};

const hd = ['1280x720', '720x1280'];
const fullHd = ['1920x1080', '1080x1920'];
const picture = (usd: number): Model => ({ api: 'image', makes: 'image', usd });
const from3To15 = Array.from({ length: 13 }, (_, index) => index + 3);
const clip = { makes: 'video', perSecond: true } as const;

/** By the id of v1's platform models and by the names of the others. */
export const leonardoModels: Readonly<Record<string, Model>> = {
  'de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3': picture(0.0147),
  '7b592283-e8a7-4c5a-9ba6-d18c31f258b9': picture(0.0147),
  '05ce0082-2d80-4a2d-8653-4d1c85e2418e': picture(0.0147),
  'b2614463-296c-462a-9586-aafdb8f00e36': picture(0.0147),
  MOTION2: { api: 'video', makes: 'video', usd: 0.4, sizes: ['832x480', '480x832', '512x768', '576x720'] },
  VEO3FAST: { ...clip, api: 'video', usd: 0.2, sizes: hd, seconds: [4, 6, 8] },
  'seedream-4.5': { api: 'v2', makes: 'image', usd: 0.03 },
  'kling-3.0': { ...clip, api: 'v2', usd: 0.2, sizes: fullHd, seconds: from3To15 },
  'veo-3.1-lite': { ...clip, api: 'v2', usd: 0.08, sizes: hd, seconds: [4, 6, 8] },
};

const names: Readonly<Record<LeonardoApi, readonly string[]>> = {
  image: 'modelId prompt width height num_images seed alchemy contrast presetStyle public negative_prompt'.split(' '),
  video: 'model prompt width height resolution duration seed isPublic negativePrompt'.split(' '),
  v2: 'prompt width height quantity seed mode duration motion_has_audio prompt_enhance'.split(' '),
};

type Members = Readonly<Record<string, unknown>>;

/** What is wrong with a body, in words; null where nothing is. `asked` is where v2 keeps what v1 has at the top. */
export function leonardoFault(api: LeonardoApi, name: string, input: Members, asked: Members): string | null {
  const model = leonardoModels[name];
  if (model?.api !== api) return 'model is unknown';
  const odd = Object.keys(asked).find((key) => !names[api].includes(key));
  if (odd !== undefined) return `${odd} is not allowed`;
  if (typeof asked.prompt !== 'string' || asked.prompt === '') return 'prompt is required';
  if ((api === 'video' ? asked.isPublic : input.public) !== false) return 'public is required';
  if (!isSize(model, Number(asked.width), Number(asked.height))) return 'width and height are not supported';
  const { duration } = asked;
  return duration === undefined || model.seconds?.includes(Number(duration)) ? null : 'duration is not supported';
}

function isSize({ api, sizes }: Model, width: number, height: number): boolean {
  if (sizes) return sizes.includes(`${width}x${height}`);
  const longest = api === 'image' ? 1536 : 4096;
  return [width, height].every((side) => side >= 32 && side <= longest && side % 8 === 0);
}
