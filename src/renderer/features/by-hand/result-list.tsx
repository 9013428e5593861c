import { useEffect, useRef } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { priceByHand } from '../../lib/price-by-hand.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { useSession } from '../film/session-context.ts';
import type { Result } from './results.ts';

/** What became of every file that was brought back: a take with its picture, or why it could not be one. */
export function ResultList({ scene, results }: { scene: Scene; results: readonly Result[] }) {
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something came of another file
  useEffect(() => {
    // Not returned: newer browsers give a promise, and React takes what an effect gives for its end.
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [results]);
  return (
    <ul ref={list} aria-label="Brought back" aria-live="polite" className="flex flex-col gap-2">
      {results.map((result) =>
        result.kind === 'take' ? (
          <Taken key={result.take.id} scene={scene} take={result.take} name={result.name} />
        ) : (
          <li key={`failed ${result.name}`} className="rounded-2 border border-line bg-bg px-3 py-2">
            <p className="text-bad">
              {!result.error.message.includes(result.name) && (
                <>
                  <bdi>{result.name}</bdi>:{' '}
                </>
              )}
              {result.error.message}
            </p>
            <p className="text-text-2">{result.error.action}</p>
          </li>
        ),
      )}
    </ul>
  );
}

function Taken({ scene, take, name }: { scene: Scene; take: TakeView; name: string }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const { toggleCircle } = useSceneActions();
  const poster = posterUrl(mediaBase, filmId, take);
  const circled = scene.circled[take.role] === take.id;
  return (
    <li className="flex items-center gap-3">
      <span className="hatch block aspect-video w-24 shrink-0 overflow-hidden rounded-[6px] border border-line">
        {poster && <img src={poster} alt="" className="size-full object-cover" />}
      </span>
      <span className="min-w-0 grow">
        <span className="block font-medium">Take {take.number}</span>
        <span dir="auto" className="block truncate text-text-3">
          {name} · {priceByHand(take.cost)}
        </span>
      </span>
      <Button aria-pressed={circled} onClick={() => toggleCircle(scene.id, take.role, take)}>
        {circled ? 'Circled' : 'Circle it'}
      </Button>
    </li>
  );
}
