import type { RemoteInputs } from '../define-vendor.ts';
import type { RemotePicture } from '../kit/check-wish.ts';

/** A wish for a picture or a clip that every adapter can be given: 16:9, without a still, nothing to be said. */
export const pictureWish = (changes: Partial<RemotePicture> = {}): RemotePicture => ({
  ...{ role: 'picture', script: '', prompt: 'A red fox runs through snow', title: 'Fox', kind: 'hook' },
  ...{ seconds: 4.6, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still: null, endStill: null },
  ...changes,
});

type RemoteVoice = Extract<RemoteInputs, { role: 'voice' }>;

/** A wish for a voice: a short word by the vendor's own choice of voice, at its own pace. */
export const voiceWish = (changes: Partial<RemoteVoice> = {}): RemoteVoice => ({
  ...{ role: 'voice', text: 'Hello', voice: null, speed: 1 },
  ...changes,
});
