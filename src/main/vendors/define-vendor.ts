import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { PictureInputs, Progress, VoiceInputs } from '../../shared/job.ts';
import type { Word } from '../../shared/take.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { ForkHelper } from '../processes/helper-process.ts';

/**
 * A vendor adapter is data and pure functions: it turns a wish into a request and an answer into facts. It never reads
 * keys, environment, disk or clock, and never sleeps, polls, retries, downloads or logs; the generation engine does
 * each of these once for all vendors. A capability that a vendor lacks is an absent key, never a method that throws.
 */
export type VendorRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Appended to the vendor's base URL; starts with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. `undefined` members are left out. */
  readonly body?: unknown;
};

export type VendorResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it was not JSON. */
  readonly body: unknown;
};

/** Why a vendor said no, by code, never by message text. `message` is for people and holds no secret. */
export type VendorFailure = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number;
};

/** What the vendor gave back for an attempt: plain JSON, enough to poll and cancel after a restart. */
export type Operation = Readonly<Record<string, unknown>>;

export type OperationStatus =
  | { readonly state: 'running'; readonly progress: Partial<Progress> }
  | {
      readonly state: 'succeeded';
      /** https addresses of the results, the main one first. */
      readonly outputs: readonly string[];
      /** What the vendor says it charged, in micro-dollars; absent when it does not say. */
      readonly reportedMicros?: number;
    }
  | { readonly state: 'failed'; readonly failure: VendorFailure; readonly charged: 'no' | 'maybe' | 'yes' }
  | { readonly state: 'cancelled'; readonly charged: 'no' | 'maybe' };

/** Frozen inputs plus what the engine prepared for the wire. */
export type RemoteInputs = (Omit<PictureInputs, 'stillTakeId'> & { readonly still: string | null }) | VoiceInputs;

export type RemoteVendor = {
  readonly kind: 'remote';
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Page where the user gets a key. */
  readonly keyUrl: string;
  /** Environment variable read as an extra, read-only key. */
  readonly keyVariable: string;
  /** Headers that carry the key. */
  readonly auth: (secret: string) => Record<string, string>;
  /** Hosts besides the API's own that may be sent the key when outputs are fetched. */
  readonly keyedOutputHosts: readonly string[];
  /** Jobs that may run at once. */
  readonly concurrency: number;
  readonly pollEveryMs: number;
  /** A free look-up before submitting, for vendors that need one; its answer goes into `toRequest`. */
  readonly prepare?: {
    readonly toRequest: (generator: Generator) => VendorRequest | null;
    readonly read: (response: VendorResponse) => unknown;
  };
  readonly submit: {
    readonly toRequest: (
      generator: Generator,
      inputs: RemoteInputs,
      prepared: unknown,
    ) => { readonly request: VendorRequest; readonly warnings: readonly string[] };
    readonly readOperation: (response: VendorResponse) => Operation;
  };
  readonly poll: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    readonly readStatus: (response: VendorResponse) => OperationStatus;
  };
  readonly cancel?: { readonly toRequest: (operation: Operation) => VendorRequest };
  readonly testKey: {
    readonly toRequest: () => VendorRequest;
    /** Name of the account, for people. */
    readonly readAccount: (response: VendorResponse) => string;
  };
  /** Classifies an answer outside 2xx. */
  readonly readFailure: (response: VendorResponse) => VendorFailure;
};

/** What a local vendor gets to work with. */
export type LocalOrder<Inputs> = {
  readonly inputs: Inputs;
  readonly generator: Generator;
  /** Absolute path of the still, where the scene has one. */
  readonly still: string | null;
  /** An empty folder to write into. */
  readonly dir: string;
  readonly tools: FfmpegTools;
  readonly fork: ForkHelper;
  readonly resourcesDir: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Partial<Progress>) => void;
};

export type LocalResult = { readonly file: string; readonly words?: readonly Word[] };

/** A vendor that works on this machine: no key, no money, safe to repeat after a crash. */
export type LocalVendor = {
  readonly kind: 'local';
  readonly id: string;
  readonly name: string;
  readonly concurrency: number;
  readonly picture?: (order: LocalOrder<PictureInputs>) => Promise<LocalResult>;
  readonly voice?: (order: LocalOrder<VoiceInputs>) => Promise<LocalResult>;
};

export type Vendor = RemoteVendor | LocalVendor;

/** Gives an adapter its type, so that a mistake shows where it is written. */
export const defineVendor = <T extends Vendor>(vendor: T): T => vendor;
