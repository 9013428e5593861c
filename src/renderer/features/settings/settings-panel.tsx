import { useNavigation } from '../../lib/navigation.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Panel } from '../../ui/dialog.tsx';
import { AboutSection } from './about-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { StudioSection } from './studio-section.tsx';

/** Keys, appearance, money and folders. Everything takes effect at once. */
export function SettingsPanel({ onClose }: { onClose: () => void }) {
  const hello = useHello();
  const topic = useNavigation((state) => state.panelTopic);
  return (
    <Panel open onClose={onClose} title="Settings">
      <div className="flex flex-col gap-8">
        <KeysSection topic={topic} hello={hello} />
        <StudioSection hello={hello} />
        <AboutSection hello={hello} />
      </div>
    </Panel>
  );
}
