import { z } from 'zod';

/** What the table below says about one error code. */
export type ErrorFacts = {
  /** HTTP status in the REST door. */
  readonly status: number;
  /** Whether the same call, made again unchanged, may succeed. */
  readonly retryable: boolean;
  /** Shown when the thrower has nothing more precise to say. */
  readonly userText: string;
  /** The next step that the user can take. */
  readonly action: string;
};

const facts = (status: number, retryable: boolean, userText: string, action: string): ErrorFacts => ({
  status,
  retryable,
  userText,
  action,
});

/** The closed set of failures. A new failure is a new row here, nothing else. */
export const errorTable = {
  'invalid-input': facts(400, false, 'This input cannot be used.', 'Correct it and try again.'),
  'not-found': facts(404, false, 'This does not exist any more.', 'Go back and choose another.'),
  'not-allowed': facts(403, false, 'The studio may not touch that place.', 'Choose it with the file dialog.'),
  conflict: facts(409, false, 'The film was changed elsewhere.', 'Reload the film, then make the change again.'),
  locked: facts(423, true, 'The film is open in another studio.', 'Close it there, then open it here.'),
  damaged: facts(422, false, 'The file is damaged.', 'Restore the last good copy.'),
  unsupported: facts(422, false, 'This cannot be done here.', 'Choose another way.'),
  'missing-tool': facts(503, false, 'A program that the studio needs is not installed.', 'Run npm start again.'),
  'disk-full': facts(507, true, 'The disk is full.', 'Free some space, then try again.'),
  'not-writable': facts(403, true, 'The folder cannot be written to.', 'Choose another folder.'),
  'keychain-unavailable': facts(503, true, 'No keychain answers.', 'Unlock it, or use the key for this session only.'),
  unauthorized: facts(401, false, 'The vendor refused the key.', 'Check the key in Settings.'),
  'no-credit': facts(402, false, 'The account has no credit left.', 'Top it up at the vendor.'),
  'over-budget': facts(402, false, 'The budget does not allow it.', 'Raise the budget, or choose what costs less.'),
  'rate-limited': facts(429, true, 'The vendor asks to slow down.', 'Wait, then try again.'),
  'content-rejected': facts(422, false, 'The vendor refused the prompt.', 'Edit the prompt.'),
  'provider-down': facts(502, true, 'The vendor does not answer properly.', 'Try again later.'),
  'provider-failed': facts(502, true, 'The vendor could not make it.', 'Try again, or choose another generator.'),
  'bad-output': facts(
    502,
    true,
    'The vendor gave a file that cannot be used.',
    'Try again, or choose another generator.',
  ),
  network: facts(502, true, 'The vendor cannot be reached.', 'Check the connection, then try again.'),
  'timed-out': facts(504, true, 'It took too long.', 'Try again.'),
  'fate-unknown': facts(
    409,
    false,
    'It is not known whether the vendor took the job.',
    'Look at the vendor before you send it again.',
  ),
  cancelled: facts(499, true, 'Stopped.', 'Start it again when you want it.'),
  internal: facts(500, false, 'Circle Take made a mistake.', 'Report it with the log file.'),
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/** An error as it travels between processes, lies in the ledger and is shown. Holds no secret and no stack. */
export const errorDataSchema = z.object({
  code: z.enum(errorCodes),
  /** One sentence for people: what went wrong, and with what. */
  message: z.string(),
  /** One sentence: the next step. */
  action: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

type AppErrorInit = {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly action?: string;
  readonly details?: Record<string, unknown>;
  readonly cause?: unknown;
};

/** The one error class. Everything else that is thrown is a bug and becomes `internal` at the door. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly action: string;
  readonly details: Record<string, unknown>;

  constructor(init: AppErrorInit) {
    super(init.message ?? errorTable[init.code].userText, { cause: init.cause });
    this.name = 'AppError';
    this.code = init.code;
    this.action = init.action ?? errorTable[init.code].action;
    this.details = init.details ?? {};
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, action: this.action, details: this.details };
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data);
  }
}

/** Any thrown value as data; what is not an AppError is reported as `internal`, without its text. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData();
  const { userText, action } = errorTable.internal;
  return { code: 'internal', message: userText, action, details: {} };
}
