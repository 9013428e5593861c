import { useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { type TakeView, takeInCut, takesOf } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { useGenerators } from '../generation/api.ts';
import { SceneJob } from '../generation/scene-job.tsx';
import { Section } from './section.tsx';
import { StaleNote } from './stale-note.tsx';
import { takeCost, takeOrigin } from './take-facts.ts';
import { TakeFindings } from './take-findings.tsx';
import { TakePreview } from './take-preview.tsx';
import { TakeStrip } from './take-strip.tsx';
import { useCircleCommands } from './use-circle-commands.ts';
import { usePickAndImport } from './use-import.ts';

/** The scene's picture takes: one large, all in a strip, circled by a press or by its number key. */
export function PictureSection({ scene }: { scene: Scene }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const { canvas } = useFilm();
  const all = useTakes();
  const { toggleCircle } = useSceneActions();
  const pick = usePickAndImport();
  const generators = useGenerators().data?.generators ?? [];
  // What is looked at, until another take comes into the cut.
  const [looked, setLooked] = useState<{ readonly id: string; readonly inCut: string | undefined } | null>(null);
  const takes = takesOf(all, scene.id, 'picture');
  const inCut = takeInCut(all, scene, 'picture');
  const asked = looked?.inCut === inCut?.id && takes.find((take) => take.id === looked?.id);
  // Where the cut can use none, the newest says why.
  const shown = asked || (inCut ?? takes.at(-1) ?? null);

  const look = (take: TakeView) => setLooked({ id: take.id, inCut: inCut?.id });
  const circle = (take: TakeView) => toggleCircle(scene.id, 'picture', take);
  useCircleCommands(takes, circle);

  return (
    <Section label="Takes">
      <TakePreview
        take={shown}
        from={{ base: mediaBase, filmId }}
        posterUrl={posterUrl(mediaBase, filmId, shown)}
        circled={shown !== null && scene.circled.picture === shown.id}
        aspect={canvas.width / canvas.height}
        onCircle={() => shown && circle(shown)}
      />
      <div className="flex flex-wrap justify-between gap-x-3">
        <p className="tabular text-text-2">
          {shown ? takeOrigin(shown, takes.length, generators) : 'Generate a take, or drop a picture or clip here'}
        </p>
        {shown && <p className="tabular shrink-0 text-text-2">{takeCost(shown)}</p>}
      </div>
      {shown && <TakeFindings take={shown} circled={shown.id === scene.circled.picture} />}
      <TakeStrip
        takes={takes}
        shownId={shown?.id ?? null}
        circledId={scene.circled.picture}
        marks={scene.marks}
        posterOf={(take) => posterUrl(mediaBase, filmId, take)}
        onShow={look}
        onCircle={circle}
        onImport={() => pick(scene.id, 'picture')}
      />
      <StaleNote scene={scene} takeRole="picture" />
      <SceneJob sceneId={scene.id} takeRole="picture" />
    </Section>
  );
}
