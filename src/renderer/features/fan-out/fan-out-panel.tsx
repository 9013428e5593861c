import { useRef } from 'react';
import { errorOf } from '../../lib/errors.ts';
import { showWall, useNavigation } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { BatchBudgets } from '../generation/batch-budgets.tsx';
import { BatchHurdles } from '../generation/batch-hurdles.tsx';
import { startable, takeCount, timeText } from '../generation/batch-text.ts';
import { useIsDear } from '../generation/use-generate.ts';
import { rangeText } from '../generation/wishes.ts';
import { ColumnList } from './column-list.tsx';
import { withoutSeed } from './columns.ts';
import { countText, narrowed, patchOf } from './fan-out.ts';
import { GeneratorChoice } from './generator-choice.tsx';
import { RunOptions } from './run-options.tsx';
import { SceneChoice } from './scene-choice.tsx';
import { SetBar } from './set-bar.tsx';
import { type FanOut, useFanOut } from './use-fan-out.ts';
import { useStartRun } from './use-start-run.ts';

type Props = { onClose: () => void };

/** Some scenes across some generators: who, for how much, how long; sent once. `panelTopic` names the run to add to. */
export function FanOutPanel({ onClose }: Props) {
  const topic = useNavigation((state) => state.panelTopic);
  return <FanOutOf key={topic} topic={topic} onClose={onClose} />;
}

function FanOutOf({ topic, onClose }: Props & { topic: string | null }) {
  const fan = useFanOut(topic);
  const { choice, columns, judged, wishes, lack, run } = fan;
  const start = useSend(fan, onClose);
  const fresh = isFresh(fan) ? judged.data : null;
  const drop = (id: string) => fan.change({ generators: choice.generators.filter((each) => each !== id) });
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title={run ? `Add to ${run.name || 'the comparison'}` : 'Compare generators'}
      about={<About fan={fan} />}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            look="primary"
            busy={start.busy}
            disabled={!fresh || fresh.hurdles.length > 0 || lack !== null}
            onClick={start.send}
          >
            {sendText(fan)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {start.error && (
          <ErrorNote
            error={errorOf(start.error)}
            actions={errorOf(start.error).code === 'network' && <Button onClick={start.look}>Look at the wall</Button>}
          />
        )}
        <SceneChoice fan={fan} />
        <section aria-label="Generators" className="flex flex-col gap-2.5">
          <h3 className="text-3 font-semibold">Generators</h3>
          <SetBar fan={fan} />
          <GeneratorChoice fan={fan} />
        </section>
        <ColumnList
          columns={columns}
          among={choice.sceneIds.length}
          onChange={(generators) => fan.change({ generators })}
        />
        <RunOptions fan={fan} withoutSeed={withoutSeed(fan)} />
        {judged.error && wishes.length > 0 && <ErrorNote error={errorOf(judged.error)} onRetry={judged.refetch} />}
        {judged.data && wishes.length > 0 && (
          <BatchHurdles
            judgement={judged.data}
            count={wishes.length}
            startable={startable(wishes, judged.data)}
            onOnly={(only) => fan.change(narrowed(choice, only))}
            onDrop={drop}
            onClose={onClose}
          />
        )}
        <BatchBudgets />
      </div>
    </Panel>
  );
}

const isFresh = ({ judged, wishes }: FanOut): boolean =>
  wishes.length > 0 && judged.data !== undefined && !judged.isPlaceholderData && !judged.error;

/** Sends once, however often it is pressed; everything chosen stays where the studio refuses. */
function useSend(fan: FanOut, onClose: () => void) {
  const { id, choice, run, usualName, wishes } = fan;
  const starting = useStartRun();
  const sent = useRef(false);
  const look = () => {
    onClose();
    showWall(id);
  };
  const send = () => {
    if (sent.current) return;
    sent.current = true;
    starting.mutate(
      { id, patch: patchOf(choice, run, usualName), wishes },
      {
        onSuccess: () => {
          fan.forget();
          look();
        },
        onError: () => {
          sent.current = false;
        },
      },
    );
  };
  return { send, look, busy: starting.isPending, error: starting.error };
}

/** `Make 8 takes · $1.84` */
function sendText(fan: FanOut): string {
  const { judged, wishes, lack } = fan;
  if (wishes.length === 0 || lack !== null) return 'Make takes';
  const make = `Make ${takeCount(wishes.length)}`;
  return judged.data && isFresh(fan) ? `${make} · ${rangeText(priceOf(judged.data))}` : make;
}

type Price = { lowMicros: number; highMicros: number; estimated: boolean };
const priceOf = ({ lowMicros: micros, highMicros, estimated }: Price) => ({ micros, highMicros, estimated });

/** How many, for how much, for how long; or what is still to be chosen. */
function About({ fan: { choice, judged, wishes, lack } }: { fan: FanOut }) {
  const isDear = useIsDear();
  if (lack !== null) return <p>{lack}</p>;
  const { data } = judged;
  return (
    <>
      <p>{countText(choice, wishes.length)}</p>
      <p>
        {!data && (judged.error ? 'Nothing has started.' : 'Working out what it takes…')}
        {data && (
          <>
            <span className="tabular text-text">{rangeText(priceOf(data))}</span> · {timeText(data)}
            {isDear(data.lowMicros) && ' · more than you want to spend without a second look'}
          </>
        )}
      </p>
    </>
  );
}
