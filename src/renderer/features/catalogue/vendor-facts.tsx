import clsx from 'clsx';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { VendorHealth } from '../../../shared/vendor-health.ts';
import { errorOf } from '../../lib/errors.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { Note } from '../../ui/note.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useHealth, useVendor } from './api.ts';
import { failureText, healthText, recentText } from './health-text.ts';
import { Part } from './part.tsx';

/** How the vendor fared in real calls, where it is called, and where its keys are. */
export function VendorFacts({ generator }: { generator: GeneratorView }) {
  const vendor = useVendor(generator.vendor);
  if (!vendor) return null;
  const moved = vendor.baseUrl !== vendor.usualBaseUrl;
  return (
    <Part title={`At ${vendor.name}`}>
      <Health vendor={vendor.id} />
      {moved && vendor.baseUrl && (
        <p dir="auto" className="text-text-2">
          Called at <span className="tabular break-all">{vendor.baseUrl}</span>
        </p>
      )}
      {vendor.afterCancel && <Note>{vendor.afterCancel}</Note>}
      {vendor.needsKey && (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => showPanel('settings', vendor.id)}>
            {vendor.serverHint === null ? 'Keys and limits…' : 'Servers and limits…'}
          </Button>
          {vendor.keyUrl && (
            <ExternalLink url={vendor.keyUrl}>
              {vendor.serverHint === null ? 'Where keys are got' : 'About it'}
            </ExternalLink>
          )}
        </div>
      )}
    </Part>
  );
}

function Health({ vendor }: { vendor: string }) {
  const { data, error, refetch } = useHealth();
  if (error && !data) return <ErrorNote error={errorOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton className="h-9" />;
  const health = data.find((each) => each.vendor === vendor);
  return health ? <Fared health={health} /> : <p className="text-text-2">Never called from here yet.</p>;
}

function Fared({ health }: { health: VendorHealth }) {
  const failure = failureText(health, Date.now());
  return (
    <>
      <p className="text-text-2">{healthText(health)}</p>
      {health.recent.length > 0 && (
        <div role="img" aria-label={recentText(health.recent)} className="flex gap-1">
          {health.recent.map((isTake, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a call has nothing but its place
              key={at}
              className={clsx('size-2 rounded-full', isTake ? 'bg-ok' : 'border border-bad')}
            />
          ))}
        </div>
      )}
      {failure && <p className="text-text-2">Last failure: {failure}</p>}
    </>
  );
}
