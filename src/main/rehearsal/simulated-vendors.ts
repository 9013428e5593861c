import { aimlapiDialect } from './dialects/aimlapi.ts';
import { alibabaDialect } from './dialects/alibaba.ts';
import { bflDialect } from './dialects/bfl.ts';
import { byteplusDialect } from './dialects/byteplus.ts';
import { comfyuiDialect } from './dialects/comfyui.ts';
import { didDialect } from './dialects/d-id.ts';
import { deepbrainDialect } from './dialects/deepbrain.ts';
import { elaiDialect } from './dialects/elai.ts';
import { elevenlabsDialect } from './dialects/elevenlabs.ts';
import { falDialect } from './dialects/fal.ts';
import { fireflyDialect } from './dialects/firefly.ts';
import { geminiDialect } from './dialects/gemini.ts';
import { heygenDialect } from './dialects/heygen.ts';
import { ideogramDialect } from './dialects/ideogram.ts';
import { kieDialect } from './dialects/kie.ts';
import { klingDialect } from './dialects/kling.ts';
import { kreaDialect } from './dialects/krea.ts';
import { leonardoDialect } from './dialects/leonardo.ts';
import { ltxDialect } from './dialects/ltx.ts';
import { lumaDialect } from './dialects/luma.ts';
import { lumaDreamMachineDialect } from './dialects/luma-dream-machine.ts';
import { minimaxDialect } from './dialects/minimax.ts';
import { openaiDialect } from './dialects/openai.ts';
import { openrouterDialect } from './dialects/openrouter.ts';
import { ownServerDialect } from './dialects/own-server.ts';
import { piapiDialect } from './dialects/piapi.ts';
import { pictoryDialect } from './dialects/pictory.ts';
import { polloDialect } from './dialects/pollo.ts';
import { replicateDialect } from './dialects/replicate.ts';
import { runwareDialect } from './dialects/runware.ts';
import { runwayDialect } from './dialects/runway.ts';
import { speechServerDialect } from './dialects/speech-server.ts';
import { stabilityDialect } from './dialects/stability.ts';
import { starryaiDialect } from './dialects/starryai.ts';
import { synthesiaDialect } from './dialects/synthesia.ts';
import { togetherDialect } from './dialects/together.ts';
import { vidnozDialect } from './dialects/vidnoz.ts';
import { viduDialect } from './dialects/vidu.ts';
import { wavespeedDialect } from './dialects/wavespeed.ts';
import { zaiDialect } from './dialects/zai.ts';
import type { SimulatedDialect } from './simulated-dialect.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from './simulated-vendor.ts';

/** Every dialect by its vendor's id. One more simulated vendor is one more file and its name here. */
export const simulatedDialects: ReadonlyMap<string, SimulatedDialect> = new Map(
  [
    replicateDialect,
    falDialect,
    piapiDialect,
    runwayDialect,
    elevenlabsDialect,
    openaiDialect,
    bflDialect,
    stabilityDialect,
    ideogramDialect,
    byteplusDialect,
    alibabaDialect,
    geminiDialect,
    comfyuiDialect,
    heygenDialect,
    klingDialect,
    didDialect,
    speechServerDialect,
    synthesiaDialect,
    minimaxDialect,
    viduDialect,
    elaiDialect,
    zaiDialect,
    ownServerDialect,
    deepbrainDialect,
    lumaDialect,
    lumaDreamMachineDialect,
    wavespeedDialect,
    ltxDialect,
    openrouterDialect,
    vidnozDialect,
    pictoryDialect,
    runwareDialect,
    starryaiDialect,
    togetherDialect,
    aimlapiDialect,
    leonardoDialect,
    kreaDialect,
    fireflyDialect,
    kieDialect,
    polloDialect,
  ].map((dialect) => [dialect.id, dialect]),
);

export type SimulatedVendors = {
  readonly byId: ReadonlyMap<string, SimulatedVendor>;
  /** Of all of them, for `baseUrls` of createVendorSend. */
  readonly baseUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** Starts some or, without `ids`, all simulated vendors, each on a port of its own. Throws RangeError for an id that is none. */
export async function startSimulatedVendors(
  options: SimulatedVendorOptions,
  ids: readonly string[] = [...simulatedDialects.keys()],
): Promise<SimulatedVendors> {
  const dialects = ids.map((id) => {
    const dialect = simulatedDialects.get(id);
    if (dialect) return dialect;
    throw new RangeError(`There is no simulated vendor ${id}, only ${[...simulatedDialects.keys()].join(', ')}.`);
  });
  const { port, ...rest } = options;
  const byId = new Map<string, SimulatedVendor>();
  for (const [index, dialect] of dialects.entries()) {
    const own = port ? { ...rest, port: port + index } : rest;
    byId.set(dialect.id, await startSimulatedVendor(dialect, own));
  }
  return {
    byId,
    baseUrls: Object.assign({}, ...[...byId.values()].map(({ baseUrls }) => baseUrls)),
    close: async () => void (await Promise.all([...byId.values()].map((vendor) => vendor.close()))),
  };
}
