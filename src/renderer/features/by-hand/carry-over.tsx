import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { errorOf } from '../../lib/errors.ts';
import { keysOf } from '../../lib/keys.ts';
import { Button } from '../../ui/button.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useHandOff } from './api.ts';
import { Step } from './step.tsx';

type Props = { scene: Scene; generator: GeneratorView };

/** Steps 1 and 2: the text in the tool's own manner, and the way to the tool. */
export function CarryOver({ scene, generator }: Props) {
  const { data, error, refetch } = useHandOff(scene, generator.id);
  const { copied, copy } = useCopy(data?.text ?? null);
  if (error) {
    return (
      <Step number={1} title="Copy the text">
        <ErrorNote error={errorOf(error)} onRetry={refetch} />
      </Step>
    );
  }
  if (!data)
    return (
      <>
        <Step number={1} title="Copy the text">
          <Skeleton className="h-21" />
        </Step>
        <Step number={2} title={`Make it in ${generator.name}`}>
          <Skeleton className="h-12" />
        </Step>
      </>
    );
  return (
    <>
      <Step number={1} title="Copy the text">
        <p
          dir="auto"
          data-hand-off-text
          className="max-h-60 overflow-auto rounded-2 border border-line bg-bg px-3 py-2 whitespace-pre-wrap select-text"
        >
          {data.text}
        </p>
        {data.warnings.length > 0 && (
          <ul className="flex flex-col gap-0.5 text-warn">
            {data.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        <div className="flex items-center gap-2">
          <Button onClick={copy} icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Kbd keys="Mod+c" />
        </div>
      </Step>
      <Step number={2} title={`Make it in ${generator.name}`}>
        <p className="text-text-2">{data.note}</p>
        <p>
          <ExternalLink url={data.url}>Open {new URL(data.url).host}</ExternalLink>
        </p>
      </Step>
    </>
  );
}

/** Copies by the button, and by the usual keys while nothing else is selected. */
function useCopy(text: string | null) {
  const [copiedText, setCopied] = useState<string | null>(null);
  const copy = () => {
    if (text === null) return;
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => toast('The clipboard cannot be written to. Select the text and copy it.'),
    );
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea');
      const selected = window.getSelection()?.isCollapsed === false;
      if (keysOf(event) === 'Mod+c' && !typing && !selected) copy();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  // Another text was not copied yet.
  return { copied: copiedText !== null && copiedText === text, copy };
}
