import { formatMicros } from '../../../shared/money.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { askFirst, usePending } from './store.ts';
import { sumOf, type Wish } from './wishes.ts';

/** Asks before paid work above the limit that the user set in Settings. */
export function ConfirmDialog() {
  const pending = usePending((state) => state.pending);
  const close = () => askFirst(null);
  if (!pending) return null;
  const { micros, estimated } = sumOf(pending.wishes);
  const price = `${estimated ? 'about ' : ''}${formatMicros(micros)}`;
  return (
    <Dialog
      open
      onClose={close}
      title={`Generate ${takeCount(pending.wishes.length)} for ${price}`}
      about="This is more than the amount above which you want to be asked. Failed takes can cost too, where the vendor says so."
      actions={
        <>
          <Button onClick={close}>Not now</Button>
          <Button
            look="primary"
            onClick={() => {
              close();
              pending.start();
            }}
          >
            Generate · {price}
          </Button>
        </>
      }
    >
      <ul>
        {byGenerator(pending.wishes).map(([name, wishes]) => (
          <li key={name} className="flex justify-between gap-4 border-b border-line py-1.5">
            <span>
              {name} <span className="text-text-2">× {wishes.length}</span>
            </span>
            <span className="tabular leading-[18px]">{formatMicros(sumOf(wishes).micros)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

export const takeCount = (count: number): string => (count === 1 ? '1 take' : `${count} takes`);

const byGenerator = (wishes: readonly Wish[]): [string, Wish[]][] =>
  Object.entries(Object.groupBy(wishes, (wish) => wish.generator?.name ?? '')).map(([name, group = []]) => [
    name,
    group,
  ]);
