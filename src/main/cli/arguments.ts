import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { captionWays, type ExportOptions, presets } from '../../shared/export.ts';
import { type Aspect, aspects } from '../../shared/film.ts';

export type FilmOptions = {
  /** Path of the script, and of the finished file. */
  readonly script: string;
  readonly out: string;
  readonly vendor: string | null;
  readonly generator: string | null;
  readonly voice: string | null;
  readonly aspect: Aspect | null;
  readonly preset: string;
  readonly captions: ExportOptions['captions'];
  /** Asks for the machine's own encoder. */
  readonly hardware: boolean;
  /** Folder that keeps the film folder; null works in a temporary one. */
  readonly keep: string | null;
  readonly replace: boolean;
  /** Most that the pictures and voices may cost, in US dollars. */
  readonly maxUsd: number | null;
  readonly json: boolean;
};

export type RehearseOptions = {
  /** Path of a film folder or of a script. */
  readonly source: string;
  /** Folder that gets a copy of the animatic; null for none. */
  readonly keep: string | null;
  readonly json: boolean;
};

export type ServeOptions = {
  readonly port: number | null;
  readonly open: boolean;
  readonly json: boolean;
  /** Folders besides the library that the page may use. */
  readonly allow: readonly string[];
};

export type Command =
  | { readonly name: 'film'; readonly options: FilmOptions }
  | { readonly name: 'rehearse'; readonly options: RehearseOptions }
  | { readonly name: 'doctor'; readonly options: { readonly json: boolean } }
  | { readonly name: 'serve'; readonly options: ServeOptions }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

const flags = {
  film: {
    out: { type: 'string', short: 'o' },
    vendor: { type: 'string' },
    generator: { type: 'string' },
    voice: { type: 'string' },
    aspect: { type: 'string' },
    preset: { type: 'string', default: 'hd' },
    captions: { type: 'string', default: 'burnt' },
    hardware: { type: 'boolean', default: false },
    keep: { type: 'string' },
    replace: { type: 'boolean', default: false },
    'max-usd': { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  rehearse: { keep: { type: 'string' }, json: { type: 'boolean', default: false } },
  doctor: { json: { type: 'boolean', default: false } },
  serve: {
    port: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
    allow: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
} as const;

const readers = { film: readFilm, rehearse: readRehearse, doctor: readDoctor, serve: readServe } as const;

/** The command that was asked for. Throws `invalid-input` that says what is wrong and points to `--help`. */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  const before = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (name === undefined || name === 'help' || before.includes('--help') || before.includes('-h'))
    return { name: 'help' };
  if (name === '--version' || name === 'version') return { name: 'version' };
  if (Object.hasOwn(readers, name)) return readers[name as keyof typeof readers](rest);
  throw misused(`There is no command “${name}”.`);
}

function readFilm(args: readonly string[]): Command {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: flags.film, allowPositionals: true }),
  );
  const [script, ...others] = positionals;
  if (script === undefined) throw misused('Which script? Name its file after “film”.');
  if (others.length > 0) throw misused(`One script makes one film; “${others[0]}” is one too many.`);
  if (values.out === undefined) throw misused('Where to? Name the finished file with --out.');
  const options: FilmOptions = {
    script,
    out: values.out,
    vendor: values.vendor ?? null,
    generator: values.generator ?? null,
    voice: values.voice ?? null,
    aspect: values.aspect === undefined ? null : among('--aspect', values.aspect, aspects),
    preset: among(
      '--preset',
      values.preset,
      presets.map((preset) => preset.id),
    ),
    captions: among('--captions', values.captions, captionWays),
    hardware: values.hardware,
    keep: values.keep ?? null,
    replace: values.replace,
    maxUsd: values['max-usd'] === undefined ? null : numberBetween('--max-usd', values['max-usd'], 0, 1e6),
    json: values.json,
  };
  return { name: 'film', options };
}

function readRehearse(args: readonly string[]): Command {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: flags.rehearse, allowPositionals: true }),
  );
  const [source, ...others] = positionals;
  if (source === undefined) throw misused('Which film? Name its folder or script after “rehearse”.');
  if (others.length > 0) throw misused(`One film is rehearsed at a time; “${others[0]}” is one too many.`);
  return { name: 'rehearse', options: { source, keep: values.keep ?? null, json: values.json } };
}

function readDoctor(args: readonly string[]): Command {
  return { name: 'doctor', options: parsed(() => parseArgs({ args: [...args], options: flags.doctor })).values };
}

function readServe(args: readonly string[]): Command {
  const { values } = parsed(() => parseArgs({ args: [...args], options: flags.serve }));
  const port = values.port === undefined ? null : numberBetween('--port', values.port, 0, 65535);
  if (port !== null && !Number.isInteger(port)) throw misused(`--port must be a whole number, not “${values.port}”.`);
  return { name: 'serve', options: { port, open: !values['no-open'], json: values.json, allow: values.allow ?? [] } };
}

/** parseArgs throws TypeErrors with good sentences. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw misused(cause instanceof Error ? `${cause.message.split('. ')[0]}.` : String(cause), cause);
  }
}

function among<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw misused(`${flag} can be ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

function numberBetween(flag: string, value: string, min: number, max: number): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= min && number <= max))
    throw misused(`${flag} must be a number from ${min} to ${max}, not “${value}”.`);
  return number;
}

const misused = (message: string, cause?: unknown): AppError =>
  new AppError({ code: 'invalid-input', message, action: 'See circle-take --help.', cause });
