import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { JobInputs, PictureInputs, Progress, VoiceInputs } from '../../shared/job.ts';
import type { Orphan } from '../../shared/lost.ts';
import type { Word } from '../../shared/take.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { RequestSummary } from '../ledger/tables.ts';
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
  /** Name of another of the vendor's addresses, a key of `otherBaseUrls`. */
  readonly at?: string;
  /** The answer's body is a file, not JSON: `Uint8Array` in the response where the status is 2xx. */
  readonly bytes?: boolean;
};

export type VendorResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, the text where it was not JSON, or bytes where they were asked for. */
  readonly body: unknown;
};

/** Why a vendor said no, by code, never by message text. `message` is for people and holds no secret. */
export type VendorFailure = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number;
  /** Where the refusal itself may cost; absent where it costs nothing. */
  readonly charged?: 'maybe' | 'yes';
};

/** What the vendor gave back for an attempt: plain JSON, enough to poll and cancel after a restart. */
export type Operation = Readonly<Record<string, unknown>>;

export type OperationStatus =
  /** Over at the vendor; how it ended says the answer to `result`. */
  | { readonly state: 'ended' }
  | { readonly state: 'running'; readonly progress: Partial<Progress> }
  | {
      readonly state: 'succeeded';
      /** https addresses of the results, the main one first. */
      readonly outputs: readonly string[];
      /** What the vendor says it charged, in micro-dollars; absent when it does not say. */
      readonly reportedMicros?: number;
    }
  | {
      readonly state: 'failed';
      readonly failure: VendorFailure;
      readonly charged: 'no' | 'maybe' | 'yes';
      readonly reportedMicros?: number;
    }
  | { readonly state: 'cancelled'; readonly charged: 'no' | 'maybe'; readonly reportedMicros?: number };

/** A vendor's last word about an operation. */
export type OperationEnd = Exclude<OperationStatus, { state: 'running' | 'ended' }>;

/** What a vendor that answers at once gives: the file itself. */
export type DirectResult = {
  readonly media: Uint8Array;
  /** Spoken words, seconds from the start; null where the vendor gives no times. */
  readonly words: readonly Word[] | null;
  /** What the vendor says it charged, in micro-dollars; absent when it does not say. */
  readonly reportedMicros?: number;
  /** The vendor's name for this work: `id` of the operation that `recent` lists, so that it is not taken for lost. */
  readonly id?: string;
};

/** Work that a vendor lists: see `Orphan`. */
export type ListedOperation = Omit<Orphan, 'match'> & {
  /** `same` only where model and every input that was sent are those of `sent`. */
  readonly match: Orphan['match'] | 'other';
};

/** What a key is good for, for people. */
export type Account = {
  readonly name: string;
  /** What is left on the account, micro-dollars; absent where the vendor does not say. */
  readonly balanceMicros?: number;
};

/** Frozen inputs plus what the engine prepared for the wire. */
export type RemoteInputs =
  | (Omit<PictureInputs, 'stillTakeId' | 'endStillTakeId'> & {
      /** Pictures to start and to end on, as data URIs. `endStill` only where there is `still` and the generator takes it. */
      readonly still: string | null;
      readonly endStill: string | null;
    })
  | VoiceInputs;

type RemoteBase = {
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
  /** Other addresses of the vendor (uploads, prices), by name; requests choose one with `at`. */
  readonly otherBaseUrls?: Readonly<Record<string, string>>;
  /** One sentence for people: what a job that was stopped still costs. */
  readonly afterCancel: string;
  /** Page where the user sees the vendor's own list of work or of bills; null where there is none. */
  readonly lookUrl: string | null;
  /** A free call before submitting, for vendors that need one (look-up, upload); its answer goes into `toRequest`. */
  readonly prepare?: {
    readonly toRequest: (generator: Generator, inputs: RemoteInputs) => VendorRequest | null;
    readonly read: (response: VendorResponse) => unknown;
  };
  /** Lists what the vendor took lately, for submits whose answer was lost. Free, and newest first. */
  readonly recent?: {
    readonly toRequest: (sent: SentRequest) => VendorRequest;
    readonly read: (response: VendorResponse, sent: SentRequest) => readonly ListedOperation[];
    /** How a direct vendor hands out again what it lists; queue vendors are polled instead. Free. Throws as `readResult`. */
    readonly fetch?: {
      readonly toRequest: (operation: Operation) => VendorRequest;
      readonly readResult: (response: VendorResponse, generator: Generator, operation: Operation) => DirectResult;
    };
  };
  readonly testKey: {
    readonly toRequest: () => VendorRequest;
    /** Whether an answer, of any status, means that the key is good. 2xx by default. */
    readonly accepts?: (response: VendorResponse) => boolean;
    readonly readAccount: (response: VendorResponse) => Account;
  };
  /** Classifies an answer outside 2xx. */
  readonly readFailure: (response: VendorResponse) => VendorFailure;
};

/** What was sent and is looked for: as the ledger has it. */
export type SentRequest = {
  readonly generator: Generator;
  readonly inputs: JobInputs;
  /** Long values are cut there. */
  readonly request: RequestSummary;
  /** ISO time just before it was sent. */
  readonly sentAt: string;
};

type ToRequest = (
  generator: Generator,
  inputs: RemoteInputs,
  prepared: unknown,
) => { readonly request: VendorRequest; readonly warnings: readonly string[] };

/** A vendor that takes a job, works on it, and is asked how far it is. */
export type QueueVendor = RemoteBase & {
  readonly pollEveryMs: number;
  readonly submit: { readonly toRequest: ToRequest; readonly readOperation: (response: VendorResponse) => Operation };
  readonly poll: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    readonly readStatus: (response: VendorResponse) => OperationStatus;
  };
  /** For vendors that tell how work ended at another address than how far it is. `read` gets answers of any status. */
  readonly result?: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    readonly read: (response: VendorResponse, generator: Generator) => OperationEnd;
  };
  readonly cancel?: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    /** What was cancelled is not found any more: `not-found` from a poll after it means cancelled, charged maybe. */
    readonly forgets?: boolean;
  };
  readonly direct?: undefined;
};

/** A vendor whose answer to the one paid call is the file itself: nothing to poll, nothing to fetch again. */
export type DirectVendor = RemoteBase & {
  readonly direct: {
    readonly toRequest: ToRequest;
    /** Throws `provider-down` for a body that cannot be read, `content-rejected` or `provider-failed` for a no in a 2xx. */
    readonly readResult: (response: VendorResponse, generator: Generator, inputs: JobInputs) => DirectResult;
    /** For the whole call; such calls take as long as the work. A minute by default. */
    readonly timeoutMs?: number;
  };
};

export type RemoteVendor = QueueVendor | DirectVendor;

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
