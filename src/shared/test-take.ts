import { newId } from './ids.ts';
import type { Probe, Role, TakeView } from './take.ts';

/** For tests only: a good take without a file. `probe` overrides that of a 64x36 clip or a recording of five seconds. */
export function testTake(
  sceneId: string,
  role: Role,
  probe: Partial<Probe> = {},
  changes: Partial<TakeView> = {},
): TakeView {
  const kinds: Record<Role, Probe> = {
    picture: { kind: 'video', seconds: 5, width: 64, height: 36, fps: 30, videoCodec: 'h264', audioCodec: null },
    voice: { kind: 'audio', seconds: 5, width: null, height: null, fps: null, videoCodec: null, audioCodec: 'aac' },
  };
  return {
    ...{
      id: newId('take'),
      sceneId,
      role,
      number: 1,
      prompt: '',
      seed: null,
      poster: null,
      words: null,
      inputsDigest: null,
      measured: null,
    },
    origin: { kind: 'imported', originalName: 'x' },
    media: { file: 'x', bytes: 1, sha256: 'a'.repeat(64) },
    probe: { ...kinds[role], ...probe },
    ...{ remarks: [], warnings: [], problem: null, cost: { micros: 0, basis: 'free' } },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', tookMs: 0 },
    ...changes,
  };
}
