import type { Scene } from '../../../shared/film.ts';
import { takesOf } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { addTitle, removeTitle, setSceneLevel, updateTitle } from '../film/cut-edits.ts';
import { type Edit, updateScene } from '../film/edits.ts';
import { useCut, useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { useCutActions } from '../timeline/use-cut-actions.ts';
import { SceneJoin } from './scene-join.tsx';
import { SceneLength } from './scene-length.tsx';
import { type ChangeScene, ScenePictureShape } from './scene-picture-shape.tsx';
import { SceneSound } from './scene-sound.tsx';
import { SceneTitles } from './scene-titles.tsx';
import { Section } from './section.tsx';
import { TakeStrip } from './take-strip.tsx';
import { useCircleCommands } from './use-circle-commands.ts';
import { usePickAndImport } from './use-import.ts';

/** The scene's part in the cut: which take, how long, how it is laid in, joined, titled and heard. */
export function CutSection({ scene }: { scene: Scene }) {
  const { store } = useSession();
  const film = useFilm();
  const cut = useCut();
  const actions = useCutActions();
  const index = film.scenes.indexOf(scene);
  const cutScene = cut.scenes[index];
  if (!cutScene) return null;
  const edit = (label: string, change: Edit, group?: string) =>
    store.edit(`${label} of scene ${index + 1}`, change, group ? { group: `${group} ${scene.id}` } : {});
  const change: ChangeScene = (label, patch, group) => edit(label, updateScene(scene.id, patch), group);

  return (
    <>
      <Section label="In the cut">
        <Heading scene={scene} number={index + 1} />
        <CutTakes scene={scene} inCut={cutScene.picture?.id ?? null} />
        <SceneLength
          scene={scene}
          seconds={onScreenSeconds(cut, scene.id)}
          onChange={change}
          onLeave={store.endBurst}
        />
      </Section>
      <Section label="Picture">
        <Subheading>Picture</Subheading>
        <ScenePictureShape scene={scene} cutScene={cutScene} onChange={change} />
      </Section>
      <Section label="Transition">
        <Subheading>Transition</Subheading>
        <SceneJoin
          scene={scene}
          cutScene={cutScene}
          last={index === film.scenes.length - 1}
          rate={film.canvas.fps}
          onKind={(kind) => actions.setJoinKind(scene.id, kind)}
          onJoin={(join) => actions.setJoin(scene.id, join)}
        />
      </Section>
      <Section label="Titles">
        <Subheading>Titles</Subheading>
        <SceneTitles
          titles={scene.titles}
          onAdd={() => edit('add title', addTitle(scene.id))}
          onChange={(at, patch, typed) =>
            edit('change title', updateTitle(scene.id, at, patch), typed && `title ${at}`)
          }
          onRemove={(at) => edit('remove title', removeTitle(scene.id, at))}
          onLeave={store.endBurst}
        />
      </Section>
      <Section label="Sound" className="border-b-0">
        <Subheading>Sound</Subheading>
        <SceneSound
          levels={scene.levels}
          spoken={scene.narration.trim() !== ''}
          cutScene={cutScene}
          onChange={(of, level) => edit(`set ${of} level`, setSceneLevel(scene.id, of, level), `level ${of}`)}
          onLeave={store.endBurst}
        />
      </Section>
    </>
  );
}

const Subheading = ({ children }: { children: string }) => <h3 className="font-semibold text-text-2">{children}</h3>;

const Heading = ({ scene, number }: { scene: Scene; number: number }) => (
  <h2 className="flex items-baseline gap-2 text-3 font-semibold">
    <span className="tabular text-text-3">{number}</span>
    <span dir="auto" className="truncate">
      {scene.title || 'Untitled scene'}
    </span>
  </h2>
);

/** All takes of the scene's picture, to try one after the other in the cut. */
function CutTakes({ scene, inCut }: { scene: Scene; inCut: string | null }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const takes = takesOf(useTakes(), scene.id, 'picture');
  const { toggleCircle } = useSceneActions();
  const pick = usePickAndImport();
  const circle = (take: (typeof takes)[number]) => toggleCircle(scene.id, 'picture', take);
  useCircleCommands(takes, circle);
  return (
    <TakeStrip
      takes={takes}
      shownId={inCut}
      circledId={scene.circled.picture}
      marks={scene.marks}
      posterOf={(take) => posterUrl(mediaBase, filmId, take)}
      onShow={circle}
      onCircle={circle}
      onImport={() => pick(scene.id, 'picture')}
    />
  );
}
