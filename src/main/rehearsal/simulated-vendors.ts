import { aimlapiDialect } from './simulated-aimlapi.ts';
import { alibabaDialect } from './simulated-alibaba.ts';
import { bflDialect } from './simulated-bfl.ts';
import { byteplusDialect } from './simulated-byteplus.ts';
import { comfyuiDialect } from './simulated-comfyui.ts';
import { didDialect } from './simulated-d-id.ts';
import { deepbrainDialect } from './simulated-deepbrain.ts';
import type { SimulatedDialect } from './simulated-dialect.ts';
import { elaiDialect } from './simulated-elai.ts';
import { elevenlabsDialect } from './simulated-elevenlabs.ts';
import { falDialect } from './simulated-fal.ts';
import { fireflyDialect } from './simulated-firefly.ts';
import { geminiDialect } from './simulated-gemini.ts';
import { heygenDialect } from './simulated-heygen.ts';
import { ideogramDialect } from './simulated-ideogram.ts';
import { kieDialect } from './simulated-kie.ts';
import { klingDialect } from './simulated-kling.ts';
import { kreaDialect } from './simulated-krea.ts';
import { leonardoDialect } from './simulated-leonardo.ts';
import { ltxDialect } from './simulated-ltx.ts';
import { lumaDialect } from './simulated-luma.ts';
import { lumaDreamMachineDialect } from './simulated-luma-dream-machine.ts';
import { minimaxDialect } from './simulated-minimax.ts';
import { openaiDialect } from './simulated-openai.ts';
import { openrouterDialect } from './simulated-openrouter.ts';
import { ownServerDialect } from './simulated-own-server.ts';
import { piapiDialect } from './simulated-piapi.ts';
import { pictoryDialect } from './simulated-pictory.ts';
import { polloDialect } from './simulated-pollo.ts';
import { replicateDialect } from './simulated-replicate.ts';
import { runwareDialect } from './simulated-runware.ts';
import { runwayDialect } from './simulated-runway.ts';
import { speechServerDialect } from './simulated-speech-server.ts';
import { stabilityDialect } from './simulated-stability.ts';
import { starryaiDialect } from './simulated-starryai.ts';
import { synthesiaDialect } from './simulated-synthesia.ts';
import { togetherDialect } from './simulated-together.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from './simulated-vendor.ts';
import { vidnozDialect } from './simulated-vidnoz.ts';
import { viduDialect } from './simulated-vidu.ts';
import { wavespeedDialect } from './simulated-wavespeed.ts';
import { zaiDialect } from './simulated-zai.ts';

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
