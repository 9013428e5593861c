import { showPanel, useNavigation } from '../../lib/navigation.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Panel } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { AboutSection } from './about-section.tsx';
import { GeneratorsSection } from './generators-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { MoneySection } from './money-section.tsx';
import { StudioSection } from './studio-section.tsx';
import { TakesSection } from './takes-section.tsx';
import { VerdictsSection } from './verdicts-section.tsx';

const pages = [
  { value: 'keys', label: 'Keys' },
  { value: 'money', label: 'Money' },
  { value: 'generators', label: 'Generators' },
  { value: 'studio', label: 'Studio' },
] as const;

/** Keys, money, generators, appearance and folders. Everything takes effect at once. */
export function SettingsPanel({ onClose }: { onClose: () => void }) {
  const hello = useHello();
  const topic = useNavigation((state) => state.panelTopic);
  // Any other topic is a vendor whose key is asked for.
  const page = pages.find(({ value }) => value === topic)?.value ?? 'keys';
  return (
    <Panel
      open
      onClose={onClose}
      title="Settings"
      width="wide"
      bar={
        <Segmented
          label="Page of the settings"
          value={page}
          parts={pages}
          onChange={(next) => showPanel('settings', next)}
        />
      }
    >
      <div className="flex flex-col gap-8">
        {page === 'keys' && <KeysSection topic={topic} hello={hello} />}
        {page === 'money' && <MoneySection hello={hello} />}
        {page === 'generators' && (
          <>
            <GeneratorsSection hello={hello} />
            <VerdictsSection />
            <TakesSection hello={hello} />
          </>
        )}
        {page === 'studio' && (
          <>
            <StudioSection hello={hello} />
            <AboutSection hello={hello} />
          </>
        )}
      </div>
    </Panel>
  );
}
