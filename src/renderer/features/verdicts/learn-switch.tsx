import { useHello } from '../../lib/use-hello.ts';
import { Note } from '../../ui/note.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useChangeSettings } from '../settings/api.ts';

/** Whether the ranking counts what verdicts taught. */
export function LearnSwitch() {
  const { learnFromVerdicts } = useHello().settings;
  const { mutate } = useChangeSettings();
  return (
    <div className="flex flex-col gap-1">
      <Switch
        label="Learn from my verdicts"
        checked={learnFromVerdicts}
        onChange={(learn) => mutate({ learnFromVerdicts: learn })}
      />
      <Note>
        The ranking gives points for what your verdicts leave no doubt about, each with its reason. Verdicts stay on
        this machine.
      </Note>
    </div>
  );
}
