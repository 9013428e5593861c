import { type ReactNode, useId } from 'react';

type Props = { title: string; about?: ReactNode; children: ReactNode };

/** A titled part of the settings. */
export function Section({ title, about, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div>
        <h3 id={id} className="text-3 font-semibold">
          {title}
        </h3>
        {about && <p className="mt-0.5 text-text-2">{about}</p>}
      </div>
      {children}
    </section>
  );
}
