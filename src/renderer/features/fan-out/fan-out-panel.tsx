import { errorOf } from '../../lib/errors.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { BatchBudgets } from '../generation/batch-budgets.tsx';
import { BatchHurdles } from '../generation/batch-hurdles.tsx';
import { startable } from '../generation/batch-text.ts';
import { ColumnList } from './column-list.tsx';
import { emptyText, namesOf, withoutSeed } from './columns.ts';
import { allColumns, narrowed } from './fan-out.ts';
import { FanOutAbout, judgementNow, sendText } from './fan-out-about.tsx';
import { GeneratorChoice } from './generator-choice.tsx';
import { RunOptions } from './run-options.tsx';
import { SceneChoice } from './scene-choice.tsx';
import { SetBar } from './set-bar.tsx';
import { type FanOut, useFanOut } from './use-fan-out.ts';
import { useSend } from './use-send.ts';

type Props = { onClose: () => void };

/** Some scenes across some generators: who, for how much, how long; sent once. `panelTopic` names the run to add to. */
export function FanOutPanel({ onClose }: Props) {
  const topic = useNavigation((state) => state.panelTopic);
  return <FanOutOf key={topic} topic={topic} onClose={onClose} />;
}

function FanOutOf({ topic, onClose }: Props & { topic: string | null }) {
  const fan = useFanOut(topic);
  const { run, lack } = fan;
  const { send, look, busy, error } = useSend(fan, onClose);
  const now = judgementNow(fan);
  const problem = error && errorOf(error);
  const mayBeThere = problem?.code === 'network' && fan.film.comparisons.some(({ id }) => id === fan.id);
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title={run ? `Add to ${run.name || 'the comparison'}` : 'Compare generators'}
      about={<FanOutAbout fan={fan} />}
      bar={
        problem && (
          <div className="w-full">
            {/* Where only the answer was lost, the takes may be on their way. */}
            <ErrorNote error={problem} actions={mayBeThere && <Button onClick={look}>Look at the wall</Button>} />
          </div>
        )
      }
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" busy={busy} disabled={!now || now.hurdles.length > 0 || lack !== null} onClick={send}>
            {sendText(fan)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <SceneChoice fan={fan} />
        <section aria-label="Generators" className="flex flex-col gap-2.5">
          <h3 className="text-3 font-semibold">Generators</h3>
          <SetBar fan={fan} />
          <GeneratorChoice fan={fan} />
        </section>
        <Columns fan={fan} />
        <RunOptions fan={fan} withoutSeed={withoutSeed(fan)} />
        <Hurdles fan={fan} onClose={onClose} />
        <BatchBudgets />
      </div>
    </Panel>
  );
}

function Columns({ fan }: { fan: FanOut }) {
  const { columns, choice, run, scenes, least, change } = fan;
  const ranked = scenes[0]?.ranked ?? [];
  return (
    <ColumnList
      columns={columns}
      among={choice.sceneIds.length}
      there={namesOf(run?.generators ?? [], ranked)}
      count={allColumns(run, choice).length}
      empty={emptyText(ranked, least)}
      onChange={(generators) => change({ generators })}
    />
  );
}

function Hurdles({ fan, onClose }: Props & { fan: FanOut }) {
  const { choice, wishes, judged, change } = fan;
  if (wishes.length === 0) return null;
  if (judged.error) return <ErrorNote error={errorOf(judged.error)} onRetry={judged.refetch} />;
  if (!judged.data) return null;
  return (
    <BatchHurdles
      judgement={judged.data}
      count={wishes.length}
      startable={startable(wishes, judged.data)}
      onOnly={(only) => change(narrowed(choice, only))}
      onDrop={(id) => change({ generators: choice.generators.filter((each) => each !== id) })}
      onClose={onClose}
    />
  );
}
