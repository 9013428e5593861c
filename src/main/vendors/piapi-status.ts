import { z } from 'zod';
import type { Progress } from '../../shared/job.ts';
import type { OperationStatus, VendorResponse } from './define-vendor.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { envelopeError, failureOfWords, readEnvelope, taskErrorSchema, taskErrorWords } from './piapi-failure.ts';

const fileSchema = z
  .union([
    z.string(),
    z.looseObject({
      url: z.string().nullish(),
      resource_without_watermark: z.string().nullish(),
      resource: z.string().nullish(),
    }),
  ])
  .nullish();

/** Each maker's model puts its result elsewhere. */
const outputSchema = z.looseObject({
  video_url: z.string().nullish(),
  works: z.array(z.looseObject({ video: fileSchema })).nullish(),
  video: fileSchema,
  video_raw: fileSchema,
  image_url: z.string().nullish(),
  image_urls: z.array(z.string()).nullish(),
  temporary_image_urls: z.array(z.string()).nullish(),
  audio_url: z.string().nullish(),
  percent: z.number().nullish(),
});
type Output = z.output<typeof outputSchema>;

const taskSchema = z.looseObject({
  status: z.string(),
  output: z.unknown().optional(),
  error: taskErrorSchema.nullish(),
  progress: z.unknown().optional(),
});
type Task = z.output<typeof taskSchema>;

/** How far a task is. Throws what a no inside HTTP 200 says, and `provider-down` for what cannot be read. */
export function readPiapiStatus(response: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(readEnvelope(response).data);
  if (!task.success) throw envelopeError(response);
  const { status, output, error } = task.data;
  switch (status.toLowerCase()) {
    case 'completed':
      return readOutputs(outputSchema.safeParse(output).data ?? {});
    case 'failed':
      // The points that were set aside for it are given back.
      return { state: 'failed', failure: failureOfWords(taskErrorWords(error)), charged: 'no' };
    case 'cancelled':
    case 'canceled':
      return { state: 'cancelled', charged: 'no' };
    default:
      return { state: 'running', progress: readProgress(task.data) };
  }
}

function readOutputs(output: Output): OperationStatus {
  const { video_url, works, video, video_raw, image_url, image_urls, temporary_image_urls, audio_url } = output;
  const places: readonly unknown[] = [
    video_url,
    ...(works ?? []).map((work) => bestOf(work.video)),
    bestOf(video),
    bestOf(video_raw),
    image_url,
    image_urls,
    temporary_image_urls,
    audio_url,
  ];
  // The first place that holds anything: the others repeat it or hold lesser versions.
  const outputs = places.map(addressesIn).find((found) => found.length > 0);
  if (outputs) return { state: 'succeeded', outputs };
  const message = 'PiAPI finished without giving a file.';
  return { state: 'failed', failure: { code: 'provider-failed', message }, charged: 'maybe' };
}

/** Without a watermark where there is one without: that place may be there and empty. */
function bestOf(file: z.output<typeof fileSchema>): string | null {
  if (typeof file === 'string' || !file) return file ?? null;
  return file.resource_without_watermark || file.url || file.resource || null;
}

function readProgress({ status, output, progress }: Task): Partial<Progress> {
  switch (status.toLowerCase()) {
    case 'staged':
      return { text: 'waits: PiAPI works on as much as the plan allows' };
    case 'pending':
      return { text: "waits in PiAPI's queue" };
    default: {
      const percent = typeof progress === 'number' ? progress : outputSchema.safeParse(output).data?.percent;
      const known = typeof percent === 'number' && percent > 0 && percent <= 100;
      return { text: 'PiAPI is working', ...(known ? { fraction: percent / 100 } : {}) };
    }
  }
}
