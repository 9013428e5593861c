import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { executionFailure, readComfyFailure } from './comfyui-problem.ts';
import type { OperationEnd, VendorResponse } from './define-vendor.ts';
import { unreadable } from './kit/read-answer.ts';
import { noInside, withoutFile } from './kit/say-no.ts';

const fileSchema = z.looseObject({
  filename: z.string().min(1),
  subfolder: z.string().nullish(),
  type: z.string().nullish(),
});
type File = z.infer<typeof fileSchema>;

const entrySchema = z.looseObject({
  outputs: z.record(z.string(), z.record(z.string(), z.unknown())),
  status: z
    .looseObject({ status_str: z.string(), messages: z.array(z.tuple([z.string(), z.unknown()]).rest(z.unknown())) })
    .nullish(),
});
/** `GET /history/{id}`: the one job under its id; empty for one that is not there. */
const historySchema = z.record(z.string(), entrySchema);

/**
 * How a job that is not in the queue any more ended. Files are addresses at the server itself: they start with a slash.
 * Throws as `readComfyFailure` says for an answer outside 2xx, `provider-down` for one that cannot be read.
 */
export function readOutputs(response: VendorResponse, generator: Generator): OperationEnd {
  if (response.status < 200 || response.status >= 300) throw noInside(readComfyFailure(response));
  const history = historySchema.safeParse(response.body);
  if (!history.success) throw unreadable('ComfyUI', 'its history');
  const [entry] = Object.values(history.data);
  if (!entry) return lost;
  const messages = new Map(entry.status?.messages.map(([type, data]) => [type, data]));
  if (messages.has('execution_interrupted')) return { state: 'cancelled', charged: 'no' };
  if (entry.status?.status_str === 'error') {
    return { state: 'failed', failure: executionFailure(messages.get('execution_error')), charged: 'no' };
  }
  const outputs = filesIn(entry.outputs, generator).map(viewOf);
  return outputs.length === 0 ? withoutFile('ComfyUI', 'no') : { state: 'succeeded', outputs };
}

const lost: OperationEnd = {
  state: 'failed',
  failure: {
    code: 'provider-failed',
    message: 'ComfyUI does not know the job any more: it was restarted, or its queue was cleared.',
  },
  charged: 'no',
};

/** Files under every key that a node gives (`images`, `gifs`, `audio`, `video`), those that the generator is for first. */
function filesIn(outputs: z.infer<typeof entrySchema>['outputs'], generator: Generator): File[] {
  const all = Object.values(outputs)
    .flatMap((node) => Object.values(node).flat())
    .flatMap((item) => fileSchema.safeParse(item).data ?? []);
  // Previews are temporary; where a graph has nothing else, they are what it is for.
  const kept = all.filter(({ type }) => type !== 'temp');
  const wanted = wantedBy(generator);
  const files = kept.length > 0 ? kept : all;
  return [
    ...files.filter((file) => wanted.test(file.filename)),
    ...files.filter((file) => !wanted.test(file.filename)),
  ];
}

function wantedBy({ role, category }: Generator): RegExp {
  if (role === 'voice') return /\.(flac|mp3|opus|wav)$/i;
  return category === 'text-to-image' ? /\.(png|jpe?g|webp)$/i : /\.(mp4|webm|mov|mkv|gif)$/i;
}

const viewOf = ({ filename, subfolder, type }: File): string =>
  `/view?${new URLSearchParams({ filename, subfolder: subfolder ?? '', type: type ?? 'output' })}`;
