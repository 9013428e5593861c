import { useQuery } from '@tanstack/react-query';
import type { Hello } from '../../../shared/contract.ts';
import { orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { Section } from './section.tsx';

/** The version, and a look at everything that the studio needs on this machine. */
export function AboutSection({ hello }: { hello: Hello }) {
  const doctor = useQuery(orpc.studio.doctor.queryOptions({ enabled: false }));
  return (
    <Section title="This machine" about={`Circle Take ${hello.version}`}>
      <div>
        <Button onClick={() => doctor.refetch()} busy={doctor.isFetching}>
          Check everything
        </Button>
      </div>
      {doctor.error && <ErrorNote error={errorOf(doctor.error)} />}
      {doctor.data && (
        <ul aria-label="What was found" className="flex flex-col gap-1">
          {doctor.data.map((check) => (
            <li key={check.name} className="flex items-baseline gap-2">
              <Dot tone={check.ok ? 'ok' : 'bad'} />
              <span className="w-24 shrink-0 font-medium">{check.name}</span>
              <span className="min-w-0 break-words text-text-2">{check.text}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
