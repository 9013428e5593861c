import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { LearnSwitch } from '../verdicts/learn-switch.tsx';
import { Section } from './section.tsx';

/** Whether verdicts count in the order of generators, and where they are. */
export function VerdictsSection() {
  return (
    <Section title="Verdicts">
      <LearnSwitch />
      <div>
        <Button onClick={() => showPanel('verdicts')}>What they taught…</Button>
      </div>
    </Section>
  );
}
