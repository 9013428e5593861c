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
  /** Sent as multipart/form-data instead of `body`. `undefined` members are left out; a list sends its name repeatedly. */
  readonly form?: FormFields;
  /** Sent as application/x-www-form-urlencoded instead of `body`. */
  readonly params?: Readonly<Record<string, string>>;
  /** A data URI, sent as a body of its own type instead of `body`. */
  readonly file?: string;
  /** Name of another of the vendor's addresses, a key of `otherBaseUrls`; or an origin that fits `otherOrigins`. */
  readonly at?: string;
  /** The answer's body is a file, not JSON: `Uint8Array` in the response where the status is 2xx. */
  readonly bytes?: boolean;
  /** The answer may hold a file in base64: up to 100 MB are read. Answers of direct vendors are read so anyway. */
  readonly large?: boolean;
};

/** A file in a form: its bytes and type as data URI. */
export type FormFile = { readonly name: string; readonly dataUri: string };
type FormValue = string | FormFile;
export type FormFields = Readonly<Record<string, FormValue | readonly FormValue[] | undefined>>;

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
  /** Over at the vendor; how it ended says the answer to `result`, which is asked with what was `found` here besides. */
  | { readonly state: 'ended'; readonly found?: Operation }
  | { readonly state: 'running'; readonly progress: Partial<Progress> }
  | {
      readonly state: 'succeeded';
      /** Results, the main one first: https addresses, data URIs, or paths (`/view?…`) at the vendor's own address. */
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
  /** The file itself, or where it is: an https address, or a path (`/files/…`) at the vendor's own address. */
  readonly media: Uint8Array | string;
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

/** When and with what a call is signed. */
export type AuthMoment = {
  /** Milliseconds of the epoch, for signatures that expire. */
  readonly nowMs: number;
  /** What `session` gave; '' without one. */
  readonly token: string;
};

/** A: read in an official SDK or schema. B: the vendor's own pages. C: several independent clients agree. D: a guess. */
export type Confidence = 'A' | 'B' | 'C' | 'D';

/** What is known of a vendor's API, and how well. */
export type Evidence = {
  /** Where it is documented: addresses, or packages with their versions. */
  readonly sources: readonly string[];
  readonly confidence: Readonly<Record<'auth' | 'submit' | 'poll' | 'errors' | 'prices', Confidence>>;
  /** The vendor's own SDK or schema that our simulated vendor and adapter are tested against; null: documents alone. */
  readonly witness: string | null;
  /** ISO date of the facts. */
  readonly asOf: string;
  /** What is not known or could not be seen, in sentences. */
  readonly open: readonly string[];
};

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
  readonly auth: (secret: string, at: AuthMoment) => Record<string, string>;
  /**
   * For keys that are not one word: `hint` says in a sentence what to type, `fits` whether it was. `reaches` where a key that
   * is good may not reach every model: asked before anything is sent.
   */
  readonly keyForm?: {
    readonly hint: string;
    readonly fits: (secret: string) => boolean;
    readonly reaches?: (secret: string, generator: Generator) => boolean;
  };
  /** For vendors that exchange the key for a token of some hours. The call is sent without `auth`, at no cost. */
  readonly session?: {
    readonly toRequest: (secret: string) => VendorRequest;
    /** Throws `provider-down` for what cannot be read. */
    readonly read: (response: VendorResponse) => { readonly token: string; readonly lastsMs: number };
    /** Whether an answer means that the token was not taken, so that nothing was carried out. HTTP 401 by default. */
    readonly rejects?: (response: VendorResponse) => boolean;
  };
  /**
   * The user runs it: its ring holds servers instead of keys, each an address and, behind a space, the word that the
   * server wants to hear, if any: `http://127.0.0.1:8188 open-sesame`. `auth` gets that word, or ''. `baseUrl` is proposed.
   */
  readonly server?: {
    /** One sentence: what has to run, and how it is started. */
    readonly hint: string;
  };
  /**
   * Its outputs are paths (they start with a slash) at its own address, or at the gateway that stands for it: files that
   * want the key. Servers of the user's own may give such paths too.
   */
  readonly filesAtHome?: true;
  /** What this adapter rests on; docs/vendors.md is made of it. */
  readonly evidence: Evidence;
  /** Hosts besides the API's own that may be sent the key when outputs are fetched. */
  readonly keyedOutputHosts: readonly string[];
  /** Other addresses of the vendor (uploads, prices), by name; requests choose one with `at`. */
  readonly otherBaseUrls?: Readonly<Record<string, string>>;
  /** Origins that answers may lead to although they cannot be listed; anchored at both ends, and the vendor's own only. */
  readonly otherOrigins?: RegExp;
  /** One sentence for people: what a job that was stopped still costs. */
  readonly afterCancel: string;
  /** Page where the user sees the vendor's own list of work or of bills; null where there is none. */
  readonly lookUrl: string | null;
  /**
   * Free calls before submitting, for vendors that need them (look-up, upload, draft). Asked again with what was read
   * until it has nothing more to ask, eight times at most; what was read last goes into the paid `toRequest`.
   */
  readonly prepare?: {
    /** `prepared` is undefined at first. */
    readonly toRequest: (generator: Generator, inputs: RemoteInputs, prepared: unknown) => VendorRequest | null;
    readonly read: (response: VendorResponse, prepared: unknown) => unknown;
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

/**
 * `ticket` is a lower-case UUID v4 that the engine drew for this attempt, for vendors that let clients name their work. It
 * is on disk, inside the request, before the call: work whose answer was lost is found again by it.
 */
type ToRequest = (
  generator: Generator,
  inputs: RemoteInputs,
  prepared: unknown,
  ticket: string,
) => { readonly request: VendorRequest; readonly warnings: readonly string[] };

type QueueWay = {
  readonly pollEveryMs: number;
  readonly submit: {
    readonly toRequest: ToRequest;
    /** `request` is what was sent: its path may be where the work is asked for. */
    readonly readOperation: (response: VendorResponse, request: VendorRequest) => Operation;
    /** For the whole call, where the vendor may keep it open until the work is done. A minute by default. */
    readonly timeoutMs?: number;
  };
  readonly poll: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    readonly readStatus: (response: VendorResponse, operation: Operation) => OperationStatus;
  };
  /** For vendors that tell how work ended at another address than how far it is. `read` gets answers of any status. */
  readonly result?: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    /** Running: over, but not to be had yet. */
    readonly read: (response: VendorResponse, generator: Generator) => Exclude<OperationStatus, { state: 'ended' }>;
  };
  readonly cancel?: {
    readonly toRequest: (operation: Operation) => VendorRequest;
    /** What was cancelled is not found any more: `not-found` from a poll after it means cancelled, charged maybe. */
    readonly forgets?: boolean;
  };
};

type DirectWay = {
  readonly toRequest: ToRequest;
  /** Throws `provider-down` for a body that cannot be read, `content-rejected` or `provider-failed` for a no in a 2xx. */
  readonly readResult: (response: VendorResponse, generator: Generator, inputs: JobInputs) => DirectResult;
  /** For the whole call; such calls take as long as the work. A minute by default. */
  readonly timeoutMs?: number;
};

/** A vendor that takes a job, works on it, and is asked how far it is. */
export type QueueVendor = RemoteBase & QueueWay;

/** A vendor whose answer to the one paid call is the file itself: nothing to poll, nothing to fetch again. */
export type DirectVendor = RemoteBase & { readonly direct: DirectWay };

/** A vendor that does both with one key: `serves` says of which generators the answer is the file itself. */
export type MixedVendor = RemoteBase &
  QueueWay & { readonly direct: DirectWay & { readonly serves: (generator: Generator) => boolean } };

export type RemoteVendor = QueueVendor | DirectVendor | MixedVendor;

/** Whether the answer to the paid call is the file itself. */
export function answersAtOnce(vendor: RemoteVendor, generator: Generator): vendor is DirectVendor {
  if (!('direct' in vendor)) return false;
  return 'serves' in vendor.direct ? vendor.direct.serves(generator) : true;
}

/** How a generator of the vendor is paid for. */
export const paidRequest = (vendor: RemoteVendor, generator: Generator): ToRequest =>
  answersAtOnce(vendor, generator) ? vendor.direct.toRequest : vendor.submit.toRequest;

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
  /** The vendor's `baseUrl`, or what the user set instead; '' for what works on this machine. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Partial<Progress>) => void;
};

export type LocalResult = { readonly file: string; readonly words?: readonly Word[] };

/** A vendor that needs no key and costs nothing, mostly on this machine: safe to repeat after a crash. */
export type LocalVendor = {
  readonly kind: 'local';
  readonly id: string;
  readonly name: string;
  /** Its own address where it is reached over the network all the same; absent for what works on this machine. */
  readonly baseUrl?: string;
  readonly evidence?: Evidence;
  readonly concurrency: number;
  readonly picture?: (order: LocalOrder<PictureInputs>) => Promise<LocalResult>;
  readonly voice?: (order: LocalOrder<VoiceInputs>) => Promise<LocalResult>;
};

export type Vendor = RemoteVendor | LocalVendor;

/** Gives an adapter its type, so that a mistake shows where it is written. */
export const defineVendor = <T extends Vendor>(vendor: T): T => vendor;
