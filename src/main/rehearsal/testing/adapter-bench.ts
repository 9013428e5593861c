import { AppError } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import type { JobInputs } from '../../../shared/job.ts';
import { prepareAt } from '../../generation/prepare-at.ts';
import {
  answersAtOnce,
  type DirectResult,
  type Operation,
  type OperationEnd,
  type OperationStatus,
  paidRequest,
  type QueueVendor,
  type RemoteInputs,
  type RemoteVendor,
  type VendorRequest,
  type VendorResponse,
} from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/kit/send.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';

export const still = 'data:image/png;base64,iVBORw0KGgo=';
/** What the engine draws anew for each attempt. */
export const ticket = '3f2b6f3e-8c1d-4b7a-9e55-0a1b2c3d4e5f';

/** Inputs that any generator takes. */
export function inputsFor({ role, limits }: Generator): RemoteInputs {
  if (role === 'voice') return { role, text: 'Hello from the studio', voice: null, speed: 1 };
  return {
    ...{ role, prompt: 'a red fox', title: 'Fox', kind: 'hook', seconds: 5, aspect: '16:9', fps: '30', seed: 7 },
    ...{ script: 'Hello from the studio', width: 1280, height: 720 },
    ...{ still: limits.still === 'required' ? still : null, endStill: null },
  };
}

type Asked = {
  readonly response: VendorResponse;
  readonly request: VendorRequest;
  /** The calls before it. */
  readonly before: readonly VendorRequest[];
};

/** An adapter at one end and its simulated vendor at the other; no engine between them. */
export function adapterBench(vendor: RemoteVendor, simulated: SimulatedVendor, timeoutMs = 10_000) {
  const { signal } = new AbortController();
  const send = createVendorSend({ fetch, baseUrls: simulated.baseUrls, timeoutMs });
  // A server's word comes behind its address.
  const key = vendor.server ? `${simulated.baseUrl} rehearsal-key` : 'rehearsal-key';
  const call = (request: VendorRequest) => send(vendor, request, key, signal);
  const ok = async (request: VendorRequest): Promise<VendorResponse> => {
    const response = await call(request);
    if (response.status >= 200 && response.status < 300) return response;
    const { code, message, retryAfterMs } = vendor.readFailure(response);
    throw new AppError({ code, message, details: { status: response.status, retryAfterMs } });
  };
  const bench = {
    call,
    /** Makes the paid call. Throws AppError as the vendor refuses. */
    async pay(generator: Generator, inputs = inputsFor(generator)): Promise<Asked> {
      const before: VendorRequest[] = [];
      const prepared = await prepareAt(vendor, { generator, inputs }, (lookUp) => {
        before.push(lookUp);
        return ok(lookUp);
      });
      const { request } = paidRequest(vendor, generator)(generator, inputs, prepared, freshTicket());
      return { request, before, response: await ok(request) };
    },
    async submit(generator: Generator, inputs = inputsFor(generator)): Promise<Operation> {
      const { response, request } = await bench.pay(generator, inputs);
      return queueOf(vendor).submit.readOperation(response, request);
    },
    status: async (operation: Operation): Promise<OperationStatus> => {
      const { poll } = queueOf(vendor);
      return poll.readStatus(await ok(poll.toRequest(operation)), operation);
    },
    /** The vendor's last word. */
    async end(operation: Operation, generator: Generator): Promise<OperationEnd> {
      const { result } = queueOf(vendor);
      for (;;) {
        const seen = await bench.status(operation);
        const status =
          seen.state === 'ended' && result
            ? result.read(await call(result.toRequest({ ...operation, ...seen.found })), generator)
            : seen;
        if (status.state !== 'running' && status.state !== 'ended') return status;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    /** Of a generator whose answer is the file. */
    async directly(generator: Generator, inputs = inputsFor(generator)): Promise<DirectResult> {
      if (!answersAtOnce(vendor, generator)) throw new TypeError(`${vendor.name} does not answer at once.`);
      const { response } = await bench.pay(generator, inputs);
      return vendor.direct.readResult(response, generator, asFrozen(inputs));
    },
    make: async (generator: Generator, inputs?: RemoteInputs): Promise<OperationEnd> =>
      bench.end(await bench.submit(generator, inputs), generator),
  };
  return bench;
}

/** Each attempt has one of its own. */
let tickets = 0;
const freshTicket = () => ticket.slice(0, -4) + (tickets++).toString(16).padStart(4, '0');

function queueOf(vendor: RemoteVendor): QueueVendor {
  if ('submit' in vendor) return vendor;
  throw new TypeError(`${vendor.name} takes no jobs.`);
}

/** As they were frozen: stills are named by their takes there. */
export function asFrozen(inputs: RemoteInputs): JobInputs {
  if (inputs.role === 'voice') return inputs;
  const { still: _, endStill: __, ...rest } = inputs;
  return { ...rest, stillTakeId: null, endStillTakeId: null };
}
