import { recordOf } from '../simulated-dialect.ts';

/** Ends of the addresses that take work. */
export type RunwayTask = 'text_to_video' | 'image_to_video' | 'text_to_image';

/** What the simulated Runway offers: of @runwayml/sdk 4.20.1, priced as Runway's page of 2026-09-19; 1 credit is a cent. */
export type RunwayModel = {
  readonly makes: 'video' | 'image';
  /** Sizes for each kind of task; a task that is not here is not offered. */
  readonly ratios: Readonly<Partial<Record<RunwayTask, readonly string[]>>>;
  readonly seconds: (value: unknown) => boolean;
  readonly requires: readonly string[];
  readonly takes: readonly string[];
  readonly characters: number;
  /** Where in the clip pictures may stand. */
  readonly positions: readonly string[];
  /** Of a run, or of a second. */
  readonly credits: (input: Readonly<Record<string, unknown>>) => number;
  readonly usualSeconds: number;
};

const wide = ['1280:720', '720:1280'];
const six = [...wide, '1104:832', '832:1104', '960:960', '1584:672'];
const full = [...wide, '1920:1080', '1080:1920'];
const seedance = ['992:432', '864:496', '752:560', '640:640', '560:752', '496:864', '1470:630', '1112:834', '960:960'];
const stills = ['1024:1024', '1080:1080', '1168:880', '1360:768', '1440:1080', '1080:1440', '1920:1080', '1080:1920'];

const wholeBetween = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const oneOf =
  (...lengths: number[]) =>
  (value: unknown) =>
    value === undefined || lengths.includes(Number(value));

const usual = {
  makes: 'video',
  positions: ['first'],
  characters: 1000,
  takes: ['seed', 'contentModeration'],
  usualSeconds: 90,
} as const;
const bothEnds = ['first', 'last'];
const veo = (silent: number, withSound: number): RunwayModel => ({
  ...usual,
  ratios: { text_to_video: full, image_to_video: full },
  seconds: oneOf(4, 6, 8),
  requires: [],
  takes: ['seed', 'audio', 'negativePrompt', 'duration'],
  positions: bothEnds,
  credits: ({ audio }) => (audio === false ? silent : withSound),
});

const models: Readonly<Record<string, RunwayModel>> = {
  'gen4.5': {
    ...usual,
    ratios: { text_to_video: wide, image_to_video: six },
    seconds: wholeBetween(2, 10),
    requires: ['promptText', 'duration'],
    takes: [...usual.takes, 'outputFormat'],
    credits: () => 12,
  },
  gen4_turbo: {
    ...usual,
    ratios: { image_to_video: six },
    seconds: (value) => value === undefined || wholeBetween(2, 10)(value),
    requires: [],
    takes: [...usual.takes, 'duration'],
    credits: () => 5,
    usualSeconds: 45,
  },
  'veo3.1': veo(20, 40),
  'veo3.1_fast': veo(10, 15),
  seedance2_fast: {
    ...usual,
    ratios: { text_to_video: [...seedance, ...wide], image_to_video: [...seedance, ...wide] },
    seconds: (value) => value === undefined || value === 'auto' || wholeBetween(4, 15)(value),
    requires: [],
    takes: ['seed', 'audio', 'duration'],
    positions: bothEnds,
    characters: 3500,
    credits: () => 29,
  },
  gen4_image: {
    ...usual,
    makes: 'image',
    ratios: { text_to_image: [...stills, ...wide, '720:720'] },
    seconds: (value) => value === undefined,
    requires: ['promptText'],
    takes: [...usual.takes, 'referenceImages'],
    credits: ({ ratio }) => (/^(?:1280:720|720:1280|720:720)$/.test(String(ratio)) ? 5 : 8),
    usualSeconds: 20,
  },
};

export const runwayModel = (name: unknown): RunwayModel | null => models[String(name)] ?? null;

export type RunwayIssue = { readonly code: string; readonly path: readonly string[]; readonly message: string };

const issue = (code: string, path: string, message: string): RunwayIssue => ({ code, path: [path], message });

/** What is wrong with a body; stricter than Runway about names that it does not know. */
export function runwayIssues(task: RunwayTask, body: unknown): RunwayIssue[] {
  const input = recordOf(body);
  const model = runwayModel(input.model);
  const ratios = model?.ratios[task];
  if (!model || !ratios) return [issue('invalid_union_discriminator', 'model', 'Invalid discriminator value.')];
  const needed = [...model.requires, 'ratio', ...neededFor(task)];
  const known = ['model', 'promptText', ...needed, ...model.takes];
  const { ratio, promptText, duration } = input;
  return [
    ...needed.filter((name) => input[name] === undefined).map((name) => issue('invalid_type', name, 'Required')),
    ...Object.keys(input)
      .filter((name) => !known.includes(name))
      .map((name) => issue('unrecognized_keys', name, 'Unrecognized key.')),
    ...(ratio === undefined || ratios.includes(String(ratio))
      ? []
      : [issue('invalid_enum_value', 'ratio', 'Invalid enum value.')]),
    ...(model.seconds(duration) ? [] : [issue('invalid_type', 'duration', 'Invalid duration.')]),
    ...(promptText === undefined || fits(promptText, model) ? [] : [issue('too_big', 'promptText', 'Invalid length.')]),
    ...imagesIn(input).flatMap((uri) =>
      uri.length <= longestDataUri ? [] : [issue('too_big', 'promptImage', 'Too big.')],
    ),
    ...misplaced(model, input).map((name) => issue('invalid_enum_value', 'promptImage', `Invalid position ${name}.`)),
  ];
}

function neededFor(task: RunwayTask): string[] {
  if (task === 'image_to_video') return ['promptImage'];
  return task === 'text_to_video' ? ['promptText'] : [];
}

const fits = (text: unknown, { characters }: RunwayModel): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= characters;

/** 5 MB of picture is a third more of base64. */
const longestDataUri = Math.ceil((5 * 1024 * 1024 * 4) / 3);

function imagesIn({ promptImage, referenceImages }: Readonly<Record<string, unknown>>): string[] {
  const images = [promptImage, referenceImages].flat().filter((image) => image !== undefined);
  return images.map((image) => String(typeof image === 'string' ? image : recordOf(image).uri));
}

/** Positions that the model has not, or has twice; nothing ends on a picture that does not start on one. */
function misplaced({ positions }: RunwayModel, { promptImage }: Readonly<Record<string, unknown>>): string[] {
  if (!Array.isArray(promptImage)) return [];
  const named = promptImage.map((image) => String(recordOf(image).position));
  return named.filter(
    (name, at) => !positions.includes(name) || named.indexOf(name) !== at || !named.includes('first'),
  );
}
