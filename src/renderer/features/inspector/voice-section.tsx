import { Import } from 'lucide-react';
import { generatorFor, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { formatMicros } from '../../../shared/money.ts';
import { takesOf } from '../../../shared/take.ts';
import { takeUrl } from '../../lib/media.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { chooseGenerator, updateFilm } from '../film/edits.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { useGenerate, useGenerators } from '../generation/api.ts';
import { GeneratorPicker } from '../generation/generator-picker.tsx';
import { SceneJob } from '../generation/scene-job.tsx';
import { activeJob, wishFor } from '../generation/wishes.ts';
import { Section } from './section.tsx';
import { voiceNote } from './take-facts.ts';
import { usePickAndImport } from './use-import.ts';
import { VoiceTakes } from './voice-takes.tsx';

/** Who speaks the narration, and the recordings of it. */
export function VoiceSection({ scene }: { scene: Scene }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const film = useFilm();
  const cut = useCut();
  const takes = takesOf(useTakes(), scene.id, 'voice');
  const working = activeJob(useJobs(), scene.id, 'voice');
  const generators = useGenerators().data?.generators ?? [];
  const { toggleCircle } = useSceneActions();
  const { generate, starting } = useGenerate();
  const pick = usePickAndImport();
  const wish = wishFor({ film, cut, generators }, scene, 'voice');
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
      <Speaker scene={scene} generators={generators} />
      <VoiceTakes
        takes={takes}
        circledId={scene.circled.voice}
        urlOf={(take) => takeUrl(mediaBase, filmId, take, 'media')}
        noteOf={(take) => voiceNote(take, scene, generators)}
        onCircle={(take) => toggleCircle(scene.id, 'voice', take)}
      />
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
            <span className="tabular text-text-2">{formatMicros(wish.micros)}</span>
          </Button>
        </Tooltip>
        <IconButton label="Import a recording…" onClick={() => pick(scene.id, 'voice')}>
          <Import size={15} aria-hidden />
        </IconButton>
      </div>
    </Section>
  );
}

/** The scene's speech generator, and the voice that the whole film has. */
function Speaker({ scene, generators }: { scene: Scene; generators: readonly GeneratorView[] }) {
  const { store } = useSession();
  const film = useFilm();
  const voices = generators.find((each) => each.id === generatorFor(film, scene, 'voice'))?.voices ?? [];
  const [firstVoice] = voices;
  return (
    <>
      <GeneratorPicker
        label="Speaks"
        takeRole="voice"
        generators={generators}
        chosen={scene.generator.voice}
        filmChoice={film.voice.generator}
        kind={null}
        onChoose={(id) => store.edit('choose voice generator', chooseGenerator(scene.id, 'voice', id))}
      />
      {firstVoice && (
        <Select
          label="Voice of the film"
          value={film.voice.voice ?? firstVoice.id}
          choices={voices.map((voice) => ({ value: voice.id, label: `${voice.name} · ${voice.language}` }))}
          onChange={(voice) => store.edit('choose voice', updateFilm({ voice: { ...film.voice, voice } }))}
        />
      )}
    </>
  );
}
