import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';

/** For tests only: the real FFmpeg behind a script that writes down each run. */

/** One run of FFmpeg: the most memory that it held, in MiB, and its arguments. */
export type Run = { readonly mebibytes: number; readonly args: string };

export type RecordingTools = {
  readonly tools: FfmpegTools;
  /** Runs that have ended, since the last time that this was asked. */
  runs(): Run[];
};

/** `-benchmark` makes FFmpeg say what it held; ffprobe is left as it is. */
export function recordingTools(tools: FfmpegTools, dir: string): RecordingTools {
  const [records, script] = [join(dir, 'runs'), join(dir, 'ffmpeg')];
  mkdirSync(records, { recursive: true });
  const body = [
    '#!/bin/sh',
    `log="${records}/$$"`,
    `"${tools.ffmpeg}" -benchmark "$@" 2> "$log.log"`,
    'code=$?',
    'echo "$*" > "$log.args"',
    'cat "$log.log" >&2',
    'exit $code',
  ];
  writeFileSync(script, `${body.join('\n')}\n`, { mode: 0o755 });
  const seen = new Set<string>();
  return {
    tools: { ...tools, ffmpeg: script },
    runs: () =>
      readdirSync(records)
        .filter((name) => name.endsWith('.args') && !seen.has(name))
        .map((name) => {
          seen.add(name);
          const log = readFileSync(join(records, name.replace('.args', '.log')), 'utf8');
          const kilobytes = Number(/bench: maxrss=(\d+)kB/.exec(log)?.[1] ?? 0);
          return { mebibytes: kilobytes / 1024, args: readFileSync(join(records, name), 'utf8') };
        }),
  };
}
