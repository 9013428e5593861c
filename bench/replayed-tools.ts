import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { inspectFile } from '../src/main/generation/inspect-file.ts';

/** A command that inspecting the clip takes; `{in}` stands for the clip and `{out}` for the poster. */
export type ToolCommand = { readonly program: keyof Pick<FfmpegTools, 'ffmpeg' | 'ffprobe'>; readonly args: string[] };

/** FFmpeg that answers each question about one clip once, and repeats the answer from then on. */
export type ReplayedTools = {
  readonly tools: FfmpegTools;
  /** The folder of both programs, for the studio's settings. */
  readonly dir: string;
  /** What inspecting the clip runs, in order. */
  readonly commands: readonly ToolCommand[];
};

const sorts = ['probe', 'inspect'] as const;

/**
 * Records how `real` inspects `clip`. What is left of FFmpeg then is the start of a process that copies a file, so that
 * the engine's own work shows; whatever else is asked for goes to the real programs.
 */
export async function recordTools(real: FfmpegTools, clip: string, dir: string): Promise<ReplayedTools> {
  const store = join(dir, 'answers');
  const staging = join(dir, 'staging');
  for (const folder of [store, staging]) await mkdir(folder, { recursive: true });
  const tools = { ...real, ffmpeg: join(dir, 'ffmpeg'), ffprobe: join(dir, 'ffprobe') };
  for (const name of ['ffmpeg', 'ffprobe'] as const) {
    await writeFile(tools[name], script(real[name], store));
    await chmod(tools[name], 0o755);
  }
  const file = join(staging, 'clip');
  await copyFile(clip, file);
  const wish = { role: 'picture', seconds: 2, canvas: { width: 320, height: 180 }, failTakesThatAre: [] } as const;
  await inspectFile({ tools, dir: staging, file, wish });
  const commands = sorts.map(async (sort): Promise<ToolCommand> => {
    const args = (await readFile(join(store, `${sort}.args`), 'utf8')).split('\0').slice(0, -1);
    const general = args.map((arg) => arg.replace(file, '{in}').replace(join(staging, 'poster.jpg'), '{out}'));
    return { program: sort === 'probe' ? 'ffprobe' : 'ffmpeg', args: general };
  });
  return { tools, dir, commands: await Promise.all(commands) };
}

/** One for both programs. */
const script = (real: string, store: string): string => `#!/bin/sh
sort=
case " $* " in
  *" -show_streams "*) sort=probe ;;
  *" framecrc "*) sort=inspect ;;
esac
[ -n "$sort" ] || exec '${real}' "$@"
for last; do :; done
answer='${store}'/$sort
if [ -e "$answer.args" ]; then
  if [ $sort = inspect ]; then
    cat "$answer.log" >&2
    cp "$answer.file" "\${last#file:}"
  fi
  exec cat "$answer.out"
fi
'${real}' "$@" >"$answer.out" 2>"$answer.log" || exit 1
[ "$sort" != inspect ] || cp "\${last#file:}" "$answer.file"
printf '%s\\0' "$@" >"$answer.args"
cat "$answer.out"
cat "$answer.log" >&2
`;
