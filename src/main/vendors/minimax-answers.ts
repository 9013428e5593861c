import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Operation, OperationEnd, OperationStatus, VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';

// MiniMax's older API says no inside HTTP 200, by a code; the newer by the HTTP status, in words.

const noSchema = z.union([
  z
    .looseObject({
      base_resp: z.looseObject({ status_code: z.number(), status_msg: z.string().nullish() }),
    })
    .transform(({ base_resp }) => ({ number: base_resp.status_code, words: base_resp.status_msg })),
  z
    .looseObject({ error: z.looseObject({ message: z.string().nullish() }) })
    .transform(({ error }) => ({ number: null, words: error.message })),
]);

/** https://platform.minimax.io/docs/api-reference/errorcode */
const codes: Readonly<Record<number, ErrorCode>> = {
  ...{ 1002: 'rate-limited', 1039: 'rate-limited', 2056: 'rate-limited' },
  ...{ 1004: 'unauthorized', 2049: 'unauthorized', 1008: 'no-credit' },
  ...{ 1026: 'content-rejected', 1027: 'content-rejected', 2013: 'invalid-input' },
};

/** A no of MiniMax's, in whatever HTTP status it came. */
export function readMinimaxFailure(response: VendorResponse): VendorFailure {
  const no = noSchema.safeParse(response.body).data;
  const code = codes[no?.number ?? 0] ?? codeOfStatus(response.status);
  return sayNo('MiniMax', code, response, quote(no?.words));
}

/** Throws the no that a 2xx holds, if it does. */
function checkInside(response: VendorResponse): void {
  const no = noSchema.safeParse(response.body);
  if (no.success && no.data.number !== 0) throw noInside(readMinimaxFailure(response));
}

const takenSchema = z.looseObject({ task_id: z.string().min(1) });

/** The work that MiniMax just took. Throws `provider-down` for what cannot be read, else the no that it says. */
export function readMinimaxId(response: VendorResponse): string {
  checkInside(response);
  const taken = takenSchema.safeParse(response.body);
  if (taken.success) return taken.data.task_id;
  throw unreadable('MiniMax');
}

const clipSchema = z.looseObject({
  task: z.looseObject({
    status: z.string(),
    content: z.looseObject({ url: z.string().nullish() }).nullish(),
    error: z
      .looseObject({ code: z.union([z.string(), z.number()]).nullish(), message: z.string().nullish() })
      .nullish(),
  }),
});
type Clip = z.infer<typeof clipSchema>['task'];

const hailuoSchema = z.looseObject({
  status: z.string(),
  file_id: z.union([z.string(), z.number()]).nullish(),
  base_resp: z.looseObject({ status_code: z.number(), status_msg: z.string().nullish() }).nullish(),
});

/** How far work is. Throws as `readMinimaxId`. */
export function readMinimaxStatus(response: VendorResponse, { api }: Operation): OperationStatus {
  return api === 'v1' ? readHailuo(response) : readClip(response);
}

const waits: OperationStatus = { state: 'running', progress: { text: "waits in MiniMax's queue" } };
const works: OperationStatus = { state: 'running', progress: { text: 'MiniMax is working' } };

function readClip(response: VendorResponse): OperationStatus {
  checkInside(response);
  const clip = clipSchema.safeParse(response.body);
  if (!clip.success) throw unreadable('MiniMax');
  const { status, content, error } = clip.data.task;
  switch (status) {
    case 'succeeded':
      return content?.url ? { state: 'succeeded', outputs: [content.url] } : withoutFile('MiniMax', 'maybe');
    case 'failed':
    case 'expired':
      return couldNot('MiniMax', reasonOf(error), quote(error?.message), 'maybe');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    default:
      return status === 'queued' ? waits : works;
  }
}

/** Codes of failures are not published; refusals of content seen so far all have this word in them. */
const reasonOf = (error: Clip['error']) =>
  /sensitive/i.test(`${error?.code} ${error?.message}`) ? 'content-rejected' : 'provider-failed';

/** Where it is done, only a name of the file is told. */
function readHailuo(response: VendorResponse): OperationStatus {
  const work = hailuoSchema.safeParse(response.body);
  if (!work.success) {
    checkInside(response);
    throw unreadable('MiniMax');
  }
  const { status, file_id, base_resp } = work.data;
  switch (status) {
    case 'Success':
      return file_id ? { state: 'ended', found: { file: String(file_id) } } : withoutFile('MiniMax', 'maybe');
    case 'Fail': {
      const reason = codes[base_resp?.status_code ?? 0] === 'content-rejected' ? 'content-rejected' : 'provider-failed';
      return couldNot('MiniMax', reason, quote(base_resp?.status_msg), 'maybe');
    }
    default:
      checkInside(response);
      return status === 'Processing' ? works : waits;
  }
}

const fileSchema = z.looseObject({ file: z.looseObject({ download_url: z.string().nullish() }) });

/** Where the file is. Throws for answers that say nothing about the work, so that it is asked again. */
export function readMinimaxFile(response: VendorResponse): OperationEnd {
  if (response.status < 200 || response.status > 299) throw noInside(readMinimaxFailure(response));
  checkInside(response);
  const file = fileSchema.safeParse(response.body);
  if (!file.success) throw unreadable('MiniMax', 'a result');
  const { download_url } = file.data.file;
  return download_url ? { state: 'succeeded', outputs: [download_url] } : withoutFile('MiniMax', 'maybe');
}

/** Whether an answer is of someone who may ask: MiniMax says in it what is wrong with the rest. */
export function isMinimaxKeyGood(response: VendorResponse): boolean {
  const no = noSchema.safeParse(response.body);
  return no.success && no.data.number !== null && readMinimaxFailure(response).code !== 'unauthorized';
}
