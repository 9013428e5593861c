import { AppError } from '../../shared/errors.ts';
import { createOwnModels } from '../generators/own-models.ts';
import { readWorkflow } from '../generators/read-workflow.ts';
import { workflowRow } from '../generators/workflow-row.ts';
import { vendorHealth } from '../ledger/vendor-health.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

type CatalogueParts = Pick<Parts, 'catalogue' | 'vendors' | 'keys' | 'send' | 'ledger'>;

/** The catalogue beyond the list: how vendors fare, and the user's own models. */
export function catalogueHandlers(parts: CatalogueParts) {
  const { catalogue, ledger } = parts;
  const ownModels = createOwnModels({ ...parts, workflowRow });
  const never = () => new AbortController().signal;
  return {
    health: os.catalogue.health.handler(() => vendorHealth(ledger, [...parts.vendors.keys()], new Date())),
    own: os.catalogue.own.handler(() => catalogue.own()),
    lookUp: os.catalogue.lookUp.handler(({ input, signal = never() }) => ownModels.lookUp({ ...input, signal })),
    readWorkflow: os.catalogue.readWorkflow.handler(({ input }) => readWorkflow(input.name, input.text)),
    keep: os.catalogue.keep.handler(async ({ input: { id, model }, signal = never() }) => ({
      id: await ownModels.keep(id, model, signal),
    })),
    remove: os.catalogue.remove.handler(async ({ input: { generator } }) => {
      if (ledger.jobs.underWayWith(generator)) throw underWay(catalogue.byId.get(generator)?.name ?? generator);
      await catalogue.remove(generator);
    }),
    putBack: os.catalogue.putBack.handler(({ input }) => catalogue.putBack(input.generator)),
    reload: os.catalogue.reload.handler(() => catalogue.reload()),
  };
}

const underWay = (name: string): AppError =>
  new AppError({
    code: 'conflict',
    message: `A take of ${name} is under way.`,
    action: 'Wait until it is there or stop it, then take the model out.',
  });
