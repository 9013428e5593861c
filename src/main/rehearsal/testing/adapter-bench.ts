import { AppError } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import type {
  Operation,
  OperationEnd,
  OperationStatus,
  QueueVendor,
  RemoteInputs,
  VendorRequest,
  VendorResponse,
} from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/send.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';

export const still = 'data:image/png;base64,iVBORw0KGgo=';

/** Inputs that any generator takes. */
export function inputsFor({ role, limits }: Generator): RemoteInputs {
  if (role === 'voice') return { role, text: 'Hello from the studio', voice: null, speed: 1 };
  return {
    ...{ role, prompt: 'a red fox', title: 'Fox', kind: 'hook', seconds: 5, aspect: '16:9', fps: '30', seed: 7 },
    ...{ width: 1280, height: 720, still: limits.still === 'required' ? still : null, endStill: null },
  };
}

/** An adapter at one end and its simulated vendor at the other; no engine between them. */
export function adapterBench(vendor: QueueVendor, simulated: SimulatedVendor, timeoutMs = 10_000) {
  const { signal } = new AbortController();
  const send = createVendorSend({ fetch, baseUrls: simulated.baseUrls, timeoutMs });
  const call = (request: VendorRequest) => send(vendor, request, 'rehearsal-key', signal);
  const ok = async (request: VendorRequest): Promise<VendorResponse> => {
    const response = await call(request);
    if (response.status >= 200 && response.status < 300) return response;
    const { code, message, retryAfterMs } = vendor.readFailure(response);
    throw new AppError({ code, message, details: { status: response.status, retryAfterMs } });
  };
  const bench = {
    call,
    /** Throws AppError as the vendor refuses. */
    async submit(generator: Generator, inputs = inputsFor(generator)): Promise<Operation> {
      const lookUp = vendor.prepare?.toRequest(generator, inputs) ?? null;
      const prepared = vendor.prepare && lookUp ? vendor.prepare.read(await ok(lookUp)) : null;
      return vendor.submit.readOperation(await ok(vendor.submit.toRequest(generator, inputs, prepared).request));
    },
    status: async (operation: Operation): Promise<OperationStatus> =>
      vendor.poll.readStatus(await ok(vendor.poll.toRequest(operation))),
    /** The vendor's last word. */
    async end(operation: Operation, generator: Generator): Promise<OperationEnd> {
      for (;;) {
        const status = await bench.status(operation);
        if (status.state !== 'running' && status.state !== 'ended') return status;
        if (status.state === 'ended' && vendor.result) {
          return vendor.result.read(await call(vendor.result.toRequest(operation)), generator);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    make: async (generator: Generator, inputs?: RemoteInputs): Promise<OperationEnd> =>
      bench.end(await bench.submit(generator, inputs), generator),
  };
  return bench;
}
