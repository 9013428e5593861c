import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Findings, findingsSchema } from './findings.ts';
import { readMp4Index } from './mp4-index.ts';
import type { Segment } from './segments.ts';
import { framesShown } from './track-index.ts';

/** Beside every segment: what it must be, and what was seen in it. */
const recordSchema = z.object({ bytes: z.number().int(), frames: z.number().int(), findings: findingsSchema });
type SegmentRecord = z.infer<typeof recordSchema>;

/** A segment's bare name in the cache. */
export const segmentName = ({ hash, encoding }: Segment): string => `${hash}.${encoding.container}`;
export const segmentPath = (cacheDir: string, segment: Segment): string => join(cacheDir, segmentName(segment));
export const recordName = ({ hash }: Pick<Segment, 'hash'>): string => `${hash}.json`;

/**
 * The findings of those segments that are in the cache and whole, by hash. A segment that a crash or a full disk left
 * damaged counts as missing. What is found is marked as used now.
 */
export async function findSegments(segments: readonly Segment[], cacheDir: string): Promise<Map<string, Findings>> {
  const found = await Promise.all(
    segments.map(async (segment) => [segment.hash, await readWhole(segment, cacheDir)] as const),
  );
  return new Map(found.flatMap(([hash, findings]) => (findings ? [[hash, findings]] : [])));
}

async function readWhole(segment: Segment, cacheDir: string): Promise<Findings | null> {
  const path = segmentPath(cacheDir, segment);
  const record = await readRecord(join(cacheDir, recordName(segment)));
  if (!record || record.frames !== segment.frames) return null;
  const bytes = await stat(path).then(({ size }) => size, absent);
  if (bytes !== record.bytes || !(await isWhole(path, bytes, segment))) return null;
  const now = new Date();
  await utimes(path, now, now);
  return record.findings;
}

/** Whether its index tells of exactly its frames and of places inside it. Of anything else, no film could be joined. */
async function isWhole(path: string, bytes: number, { frames, encoding }: Segment): Promise<boolean> {
  const track = (await readMp4Index(path))?.find(({ kind }) => kind === 'vide');
  if (track?.sizes.length !== frames || track.offsets.length !== frames) return false;
  const isInside = track.offsets.every((offset, sample) => offset + (track.sizes[sample] ?? 0) <= bytes);
  return isInside && framesShown(track, frames, encoding.fps) !== null;
}

/** Null when there is none, or a crash left it half written: then its segment is rendered again. */
async function readRecord(path: string): Promise<SegmentRecord | null> {
  const text = await readFile(path, 'utf8').catch(absent);
  if (text === null) return null;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Gives a rendered segment its name in the cache; its record comes first, since without the segment it says nothing. */
export async function keepSegment(
  segment: Segment,
  temporary: string,
  findings: Findings,
  cacheDir: string,
): Promise<void> {
  const { size } = await stat(temporary);
  const record: SegmentRecord = { bytes: size, frames: segment.frames, findings };
  await writeFile(`${temporary}.json`, JSON.stringify(record));
  await rename(`${temporary}.json`, join(cacheDir, recordName(segment)));
  await rename(temporary, segmentPath(cacheDir, segment));
}

/** Makes segments count as missing, whatever they hold. */
export async function forgetSegments(segments: readonly Segment[], cacheDir: string): Promise<void> {
  await Promise.all(segments.map((segment) => rm(join(cacheDir, recordName(segment)), { force: true })));
}
