import { aimlapi } from './aimlapi.ts';
import { alibaba } from './alibaba.ts';
import { bfl } from './bfl.ts';
import { byteplus } from './byteplus.ts';
import { comfyui } from './comfyui.ts';
import { did } from './d-id.ts';
import { deepbrain } from './deepbrain.ts';
import type { Vendor } from './define-vendor.ts';
import { edge } from './edge.ts';
import { elai } from './elai.ts';
import { elevenlabs } from './elevenlabs.ts';
import { fal } from './fal.ts';
import { firefly } from './firefly.ts';
import { gemini } from './gemini.ts';
import { heygen } from './heygen.ts';
import { ideogram } from './ideogram.ts';
import { kie } from './kie.ts';
import { kling } from './kling.ts';
import { krea } from './krea.ts';
import { leonardo } from './leonardo.ts';
import { localVoice } from './local-voice.ts';
import { ltx } from './ltx.ts';
import { luma } from './luma.ts';
import { lumaDreamMachine } from './luma-dream-machine.ts';
import { minimax } from './minimax.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { ownServer } from './own-server.ts';
import { piapi } from './piapi.ts';
import { pictory } from './pictory.ts';
import { pollo } from './pollo.ts';
import { replicate } from './replicate.ts';
import { runware } from './runware.ts';
import { runway } from './runway.ts';
import { sketch } from './sketch/sketch.ts';
import { speechServer } from './speech-server.ts';
import { stability } from './stability.ts';
import { starryai } from './starryai.ts';
import { synthesia } from './synthesia.ts';
import { together } from './together.ts';
import { vidnoz } from './vidnoz.ts';
import { vidu } from './vidu.ts';
import { wavespeed } from './wavespeed.ts';
import { zai } from './zai.ts';

/** Every vendor by its id. One more vendor is one more file and its name here. */
export const vendors: ReadonlyMap<string, Vendor> = new Map<string, Vendor>(
  [
    sketch,
    localVoice,
    replicate,
    fal,
    piapi,
    runway,
    elevenlabs,
    openai,
    bfl,
    stability,
    ideogram,
    byteplus,
    alibaba,
    gemini,
    comfyui,
    heygen,
    kling,
    did,
    speechServer,
    synthesia,
    minimax,
    vidu,
    elai,
    zai,
    ownServer,
    deepbrain,
    luma,
    lumaDreamMachine,
    wavespeed,
    ltx,
    openrouter,
    edge,
    vidnoz,
    pictory,
    runware,
    starryai,
    together,
    aimlapi,
    leonardo,
    krea,
    firefly,
    kie,
    pollo,
  ].map((vendor) => [vendor.id, vendor]),
);
