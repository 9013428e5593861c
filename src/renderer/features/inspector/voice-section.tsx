import { Import } from 'lucide-react';
import { generatorFor, type Scene } from '../../../shared/film.ts';
import { type GeneratorView, unknownLanguage } from '../../../shared/generator.ts';
import { takesOf } from '../../../shared/take.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { updateFilm } from '../film/edits.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { SceneChoices } from '../generation/scene-choices.tsx';
import { SceneJob } from '../generation/scene-job.tsx';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { useGenerate } from '../generation/use-generate.ts';
import { useWish } from '../generation/use-wish.ts';
import { activeJob, rangeText } from '../generation/wishes.ts';
import { isSaidByClip } from './cut-notes.ts';
import { Section } from './section.tsx';
import { StaleNote } from './stale-note.tsx';
import { voiceNote } from './take-facts.ts';
import { usePickAndImport } from './use-import.ts';
import { VoiceTakes } from './voice-takes.tsx';

/** Who speaks the narration, and the recordings of it. */
export function VoiceSection({ scene }: { scene: Scene }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const film = useFilm();
  const takes = takesOf(useTakes(), scene.id, 'voice');
  const working = activeJob(useJobs(), scene.id, 'voice');
  const inCut = useCut().scenes.find(({ sceneId }) => sceneId === scene.id);
  const { generators } = useCatalogue();
  const { toggleCircle } = useSceneActions();
  const { generate, starting } = useGenerate();
  const pick = usePickAndImport();
  const wish = useWish(scene, 'voice');
  const speak = () => generate([wish]);
  const hindrance = wish.hindrance ?? (working ? 'A voice is being made' : null);
  useCommands([
    {
      id: 'take.speak',
      label: 'Speak the narration',
      group: 'Takes',
      keys: ['v'],
      run: speak,
      disabled: hindrance !== null,
    },
  ]);

  return (
    <Section label="Voice">
      <SceneChoices scene={scene} takeRole="voice" label="Speaks" wish={wish} />
      <FilmVoice scene={scene} generators={generators} />
      <VoiceTakes
        takes={takes}
        circledId={scene.circled.voice}
        from={{ base: mediaBase, filmId }}
        noteOf={(take) => voiceNote(film, scene, take, generators)}
        onCircle={(take) => toggleCircle(scene.id, 'voice', take)}
      />
      <StaleNote scene={scene} takeRole="voice" />
      {inCut && isSaidByClip(inCut) && (
        <Note>The clip speaks the narration. A voice is heard once the clip is muted.</Note>
      )}
      <SceneJob sceneId={scene.id} takeRole="voice" />
      <div className="flex gap-2">
        <Tooltip text={hindrance ?? 'Speak the narration as written'} keys="v">
          <Button
            className="grow"
            busy={starting}
            aria-disabled={hindrance !== null}
            onClick={() => hindrance === null && speak()}
          >
            Speak take {(takes.at(-1)?.number ?? 0) + 1}
            <span className="tabular text-text-2">{rangeText(wish)}</span>
          </Button>
        </Tooltip>
        <IconButton label="Import a recording…" onClick={() => pick(scene.id, 'voice')}>
          <Import size={15} aria-hidden />
        </IconButton>
      </div>
    </Section>
  );
}

const labelOf = ({ name, language }: GeneratorView['voices'][number]): string =>
  language === unknownLanguage ? name : `${name} · ${language}`;

/** The voice that the whole film has. */
function FilmVoice({ scene, generators }: { scene: Scene; generators: readonly GeneratorView[] }) {
  const { store } = useSession();
  const film = useFilm();
  const voices = generators.find((each) => each.id === generatorFor(film, scene, 'voice'))?.voices ?? [];
  const [firstVoice] = voices;
  return (
    firstVoice && (
      <Select
        label="Voice of the film"
        value={film.voice.voice ?? firstVoice.id}
        choices={voices.map((voice) => ({ value: voice.id, label: labelOf(voice) }))}
        onChange={(voice) => store.edit('choose voice', updateFilm({ voice: { ...film.voice, voice } }))}
      />
    )
  );
}
