import type { CrashFilm } from './crash-film.ts';

/** An error of the harness itself, with the story so far. */
export const withStory = (film: CrashFilm, seed: number, cause: unknown): Error =>
  new Error(storyOf(film, seed, [String(cause)]), { cause });

/** What a failure needs to be understood: the seed, all lives, and what each told of the jobs in question. */
export function storyOf({ lives, shape }: CrashFilm, seed: number, problems: readonly string[]): string {
  const jobs = new Set(problems.flatMap((problem) => problem.match(/jb_\w+/g) ?? []));
  const told = lives.flatMap(({ about, killed, story }, index) => {
    const lines = story.filter((line) => [...jobs].some((id) => line.includes(id)));
    return [`${index + 1}. ${about}${killed ? '' : ' (not killed)'}`, ...lines.map((line) => `     ${line}`)];
  });
  return [`${shape.name}, CRASH_SEED=${seed}`, ...problems, ...told].join('\n');
}
