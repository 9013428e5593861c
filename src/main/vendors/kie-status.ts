import { z } from 'zod';
import type { Operation, OperationStatus, VendorResponse } from './define-vendor.ts';
import { codeOfEnd, dataOf, readEnvelope } from './kie-problem.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { couldNot, withoutFile } from './kit/say-no.ts';

const words = z.union([z.string(), z.number()]).nullish();

/** The unified tasks, and Runway's, which say `state` too. */
const taskSchema = z.looseObject({
  state: z.string(),
  resultJson: z.string().nullish(),
  videoInfo: z.looseObject({ videoUrl: z.string().nullish() }).nullish(),
  failMsg: words,
  progress: z.number().nullish(),
});
type Task = z.infer<typeof taskSchema>;

const veoSchema = z.looseObject({
  successFlag: z.number(),
  response: z.looseObject({ resultUrls: z.unknown().optional() }).nullish(),
  info: z.looseObject({ resultUrls: z.unknown().optional() }).nullish(),
  errorMessage: words,
});
type Veo = z.infer<typeof veoSchema>;

const failed = (why: unknown): OperationStatus => couldNot('Kie.ai', codeOfEnd(quote(why)), quote(why), 'maybe');

/** How far a task is. Throws what a no inside HTTP 200 says, and `provider-down` for what cannot be read. */
export function readKieStatus(response: VendorResponse, { api }: Operation): OperationStatus {
  const { code, words: why } = readEnvelope(response);
  // Generation failed; the maker said nothing for ten minutes. https://docs.kie.ai
  if (code === 501 || code === 408) return failed(why);
  const data = dataOf(response);
  if (api === 'veo') {
    const veo = veoSchema.safeParse(data);
    if (veo.success) return veoStatus(veo.data);
  } else {
    const task = taskSchema.safeParse(data);
    if (task.success) return taskStatus(task.data);
  }
  throw unreadable('Kie.ai');
}

function taskStatus({ state, resultJson, videoInfo, failMsg, progress }: Task): OperationStatus {
  switch (state) {
    case 'success':
      return madeOf(addressesIn([videoInfo?.videoUrl, resultUrls(resultJson)]));
    case 'fail':
      return failed(failMsg);
    case 'generating': {
      const known = typeof progress === 'number' && progress > 0 && progress <= 100;
      return {
        state: 'running',
        progress: { text: 'Kie.ai is working', ...(known ? { fraction: progress / 100 } : {}) },
      };
    }
    default:
      return { state: 'running', progress: { text: "waits in Kie.ai's queue" } };
  }
}

const resultSchema = z.looseObject({ resultUrls: z.unknown().optional() });

/** JSON inside JSON. Throws `provider-down` for what is none. */
function resultUrls(text: string | null | undefined): unknown {
  if (!text) return null;
  try {
    return resultSchema.parse(JSON.parse(text)).resultUrls;
  } catch {
    // Whatever is wrong with it, it is paid and asked for again.
    throw unreadable('Kie.ai', 'a result');
  }
}

function veoStatus({ successFlag, response, info, errorMessage }: Veo): OperationStatus {
  if (successFlag === 0) return { state: 'running', progress: { text: 'Kie.ai is working' } };
  if (successFlag === 1) return madeOf(addressesIn([response?.resultUrls, info?.resultUrls]));
  return failed(errorMessage);
}

const madeOf = (outputs: readonly string[]): OperationStatus =>
  outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Kie.ai', 'maybe');
