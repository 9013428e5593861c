import type { ReactNode } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';
import { Button } from '../../ui/button.tsx';
import { circle } from '../film/edits.ts';
import { useFilmState, useSession } from '../film/session-context.ts';

type Props = {
  scene: Scene;
  take: TakeView;
  /** Who made it. */
  name: string;
  children: ReactNode;
};

/** Circles a take that was found best; says so once it is. */
export function CircleButton({ scene, take, name, children }: Props) {
  const { store } = useSession();
  const circled = useFilmState(({ film }) => film.scenes.find(({ id }) => id === scene.id)?.circled.picture ?? null);
  if (circled === take.id) return <p className="self-center px-1 font-medium text-pencil">Circled</p>;
  return (
    <Button look="primary" onClick={() => store.edit(`circle ${name}`, circle(scene.id, 'picture', take.id))}>
      {children}
    </Button>
  );
}
