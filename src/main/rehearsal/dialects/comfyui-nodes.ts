// ComfyUI's own nodes as far as the shipped workflows use them, from nodes.py and comfy_extras of 0.3.64 and 0.38.
// `GET /object_info` of a real ComfyUI tells the same.

/** What an input takes: a link to an output of a type, a number, one of some words, a file of a folder, or plain text. */
export type NodeInput =
  | { readonly kind: 'link'; readonly type: string }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number | null }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'file'; readonly folder: string }
  | { readonly kind: 'text' | 'flag' | 'upload' };

export type NodeClass = {
  readonly required: Readonly<Record<string, NodeInput>>;
  readonly optional?: Readonly<Record<string, NodeInput>>;
  /** Types of its outputs, in their order. */
  readonly outputs: readonly string[];
  /** What it writes, for nodes at the end of a graph. */
  readonly saves?: 'video' | 'image' | 'audio';
};

const link = (type: string): NodeInput => ({ kind: 'link', type });
const whole = (min: number, max: number, step = 1): NodeInput => ({ kind: 'number', min, max, step });
const real = (min: number, max: number): NodeInput => ({ kind: 'number', min, max, step: null });
const choice = (...choices: string[]): NodeInput => ({ kind: 'choice', choices });
const file = (folder: string): NodeInput => ({ kind: 'file', folder });
const text: NodeInput = { kind: 'text' };
const flag: NodeInput = { kind: 'flag' };

const most = 16_384;
const batch_size = whole(1, 4096);
const seed = whole(0, Number.MAX_SAFE_INTEGER);
const steps = whole(1, 10_000);
const cfg = real(0, 100);
const samplers = choice('euler', 'euler_ancestral', 'dpmpp_2m', 'dpmpp_2m_sde', 'res_multistep', 'uni_pc', 'ddim');
const schedulers = choice('normal', 'karras', 'exponential', 'sgm_uniform', 'simple', 'beta');
const size = (step: number, least = 16) => ({ width: whole(least, most, step), height: whole(least, most, step) });
/** Numbers of frames are n steps and one. */
const frames = (step: number): NodeInput => whole(1, most, step);
const model = link('MODEL');
const vae = link('VAE');
const both = { positive: link('CONDITIONING'), negative: link('CONDITIONING') };
const clipTypes = choice('stable_diffusion', 'sd3', 'mochi', 'ltxv', 'wan', 'flux', 'hunyuan_video', 'cogvideox');
const weights = choice('default', 'fp8_e4m3fn', 'fp8_e4m3fn_fast', 'fp8_e5m2');
const device = choice('default', 'cpu');
const checkpoint = { required: { ckpt_name: file('checkpoints') } };
const latent = ['LATENT'];
const withLatent = ['CONDITIONING', 'CONDITIONING', 'LATENT'];

export const nodeClasses: Readonly<Record<string, NodeClass>> = {
  CheckpointLoaderSimple: { ...checkpoint, outputs: ['MODEL', 'CLIP', 'VAE'] },
  ImageOnlyCheckpointLoader: { ...checkpoint, outputs: ['MODEL', 'CLIP_VISION', 'VAE'] },
  UNETLoader: { required: { unet_name: file('diffusion_models'), weight_dtype: weights }, outputs: ['MODEL'] },
  CLIPLoader: {
    ...{ required: { clip_name: file('text_encoders'), type: clipTypes }, optional: { device }, outputs: ['CLIP'] },
  },
  DualCLIPLoader: {
    required: { clip_name1: file('text_encoders'), clip_name2: file('text_encoders'), type: clipTypes },
    ...{ optional: { device }, outputs: ['CLIP'] },
  },
  VAELoader: { required: { vae_name: file('vae') }, outputs: ['VAE'] },
  CLIPVisionLoader: { required: { clip_name: file('clip_vision') }, outputs: ['CLIP_VISION'] },
  LoadImage: { required: { image: { kind: 'upload' } }, outputs: ['IMAGE', 'MASK'] },
  CLIPTextEncode: { required: { text, clip: link('CLIP') }, outputs: ['CONDITIONING'] },
  CLIPVisionEncode: {
    required: { clip_vision: link('CLIP_VISION'), image: link('IMAGE'), crop: choice('center', 'none') },
    outputs: ['CLIP_VISION_OUTPUT'],
  },
  FluxGuidance: { required: { conditioning: link('CONDITIONING'), guidance: real(0, 100) }, outputs: ['CONDITIONING'] },
  ModelSamplingSD3: { required: { model, shift: real(0, 100) }, outputs: ['MODEL'] },
  VideoLinearCFGGuidance: { required: { model, min_cfg: real(0, 100) }, outputs: ['MODEL'] },
  EmptyLatentImage: { required: { ...size(8), batch_size }, outputs: latent },
  EmptySD3LatentImage: { required: { ...size(16), batch_size }, outputs: latent },
  EmptyHunyuanLatentVideo: { required: { ...size(16), length: frames(4), batch_size }, outputs: latent },
  EmptyMochiLatentVideo: { required: { ...size(16), length: frames(6), batch_size }, outputs: latent },
  EmptyLTXVLatentVideo: { required: { ...size(32, 64), length: frames(8), batch_size }, outputs: latent },
  LTXVConditioning: {
    required: { ...both, frame_rate: real(0, 1000) },
    outputs: ['CONDITIONING', 'CONDITIONING'],
  },
  LTXVImgToVideo: {
    required: {
      ...{ ...both, vae, image: link('IMAGE'), ...size(32, 64), length: frames(8), batch_size },
      strength: real(0, 1),
    },
    outputs: withLatent,
  },
  LTXVScheduler: {
    required: { steps, max_shift: real(0, 100), base_shift: real(0, 100), stretch: flag, terminal: real(0, 0.99) },
    ...{ optional: { latent: link('LATENT') }, outputs: ['SIGMAS'] },
  },
  WanImageToVideo: {
    required: { ...both, vae, ...size(16), length: frames(4), batch_size },
    optional: { clip_vision_output: link('CLIP_VISION_OUTPUT'), start_image: link('IMAGE') },
    outputs: withLatent,
  },
  WanFirstLastFrameToVideo: {
    required: { ...both, vae, ...size(16), length: frames(4), batch_size },
    optional: { start_image: link('IMAGE'), end_image: link('IMAGE') },
    outputs: withLatent,
  },
  Wan22ImageToVideoLatent: {
    required: { vae, ...size(32, 32), length: frames(4), batch_size },
    ...{ optional: { start_image: link('IMAGE') }, outputs: latent },
  },
  SVD_img2vid_Conditioning: {
    required: {
      ...{ clip_vision: link('CLIP_VISION'), init_image: link('IMAGE'), vae, ...size(8), video_frames: whole(1, 4096) },
      ...{ motion_bucket_id: whole(1, 1023), fps: whole(1, 1024), augmentation_level: real(0, 10) },
    },
    outputs: withLatent,
  },
  KSampler: {
    required: {
      ...{ model, seed, steps, cfg, sampler_name: samplers, scheduler: schedulers, ...both },
      ...{ latent_image: link('LATENT'), denoise: real(0, 1) },
    },
    outputs: latent,
  },
  KSamplerAdvanced: {
    required: {
      ...{ model, add_noise: choice('enable', 'disable'), noise_seed: seed, steps, cfg, sampler_name: samplers },
      ...{ scheduler: schedulers, ...both, latent_image: link('LATENT'), start_at_step: whole(0, 10_000) },
      ...{ end_at_step: whole(0, 10_000), return_with_leftover_noise: choice('disable', 'enable') },
    },
    outputs: latent,
  },
  KSamplerSelect: { required: { sampler_name: samplers }, outputs: ['SAMPLER'] },
  BasicScheduler: { required: { model, scheduler: schedulers, steps, denoise: real(0, 1) }, outputs: ['SIGMAS'] },
  BasicGuider: { required: { model, conditioning: link('CONDITIONING') }, outputs: ['GUIDER'] },
  RandomNoise: { required: { noise_seed: seed }, outputs: ['NOISE'] },
  SamplerCustom: {
    required: {
      ...{ model, add_noise: flag, noise_seed: seed, cfg, ...both },
      ...{ sampler: link('SAMPLER'), sigmas: link('SIGMAS'), latent_image: link('LATENT') },
    },
    outputs: ['LATENT', 'LATENT'],
  },
  SamplerCustomAdvanced: {
    required: {
      ...{ noise: link('NOISE'), guider: link('GUIDER'), sampler: link('SAMPLER'), sigmas: link('SIGMAS') },
      latent_image: link('LATENT'),
    },
    outputs: ['LATENT', 'LATENT'],
  },
  VAEDecode: { required: { samples: link('LATENT'), vae }, outputs: ['IMAGE'] },
  VAEDecodeTiled: {
    required: {
      ...{ samples: link('LATENT'), vae, tile_size: whole(64, 4096, 32), overlap: whole(0, 4096, 32) },
      ...{ temporal_size: whole(8, 4096, 4), temporal_overlap: whole(4, 4096, 4) },
    },
    outputs: ['IMAGE'],
  },
  CreateVideo: {
    required: { images: link('IMAGE'), fps: real(1, 120) },
    ...{ optional: { audio: link('AUDIO') }, outputs: ['VIDEO'] },
  },
  SaveVideo: {
    required: {
      ...{ video: link('VIDEO'), filename_prefix: text, format: choice('auto', 'mp4') },
      codec: choice('auto', 'h264'),
    },
    ...{ outputs: [], saves: 'video' },
  },
  SaveImage: { required: { images: link('IMAGE'), filename_prefix: text }, outputs: [], saves: 'image' },
};
