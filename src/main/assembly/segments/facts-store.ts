import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../../films/atomic-file.ts';
import { readSourceFacts, type SourceFacts } from '../picture/source-facts.ts';
import { needToneMapping } from '../picture/tone-mapping.ts';
import type { RenderContext } from '../render-context.ts';

/** Raise it when `readSourceFacts` comes to say more, or something else, of the same file. */
const factsVersion = 2;
export const factsName = 'source-facts.json';
/** Enough for every take of a large film; then the file begins anew. */
const mostKept = 5000;

const fileSchema = z.object({ version: z.literal(factsVersion), facts: z.record(z.string(), z.unknown()) });

/** What is known of pictures' files, so that not every export asks ffprobe about every take. */
export type FactsStore = {
  /** The facts of a take's file; throws as `readSourceFacts` does. */
  of(take: { readonly takeId: string; readonly sha256: string }): Promise<SourceFacts>;
  /** Keeps what was learnt for the next export. */
  save(): Promise<void>;
};

export async function openFacts({ cacheDir, tools, mediaPath }: RenderContext): Promise<FactsStore> {
  const path = join(cacheDir, factsName);
  const kept = await readKept(path);
  const known = new Map<string, Promise<SourceFacts>>();
  const learnt = new Map<string, SourceFacts>();

  async function look(takeId: string, sha256: string): Promise<SourceFacts> {
    const file = await mediaPath(takeId);
    const facts = kept[sha256];
    if (facts) {
      // By content, so the path is the take's of now.
      const known = { ...(facts as SourceFacts), file };
      // What a clip is outlives a change of FFmpeg; what this one can do with it does not.
      if (known.hdr) await needToneMapping(tools, file);
      return known;
    }
    const read = await readSourceFacts(tools, file);
    learnt.set(sha256, read);
    return read;
  }

  async function save(): Promise<void> {
    if (learnt.size === 0) return;
    const older = Object.keys(kept).length + learnt.size > mostKept ? {} : kept;
    const facts = { ...older, ...Object.fromEntries(learnt) };
    await writeFileAtomic(path, JSON.stringify({ version: factsVersion, facts }));
  }

  return {
    of: ({ takeId, sha256 }) => {
      const facts = known.get(takeId) ?? look(takeId, sha256);
      known.set(takeId, facts);
      return facts;
    },
    save,
  };
}

/** Nothing where there is none, or one of another version or half a file: all of it can be read again. */
async function readKept(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  try {
    return fileSchema.parse(JSON.parse(text)).facts;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
