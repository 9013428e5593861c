import { aspects } from '../../../shared/film.ts';
import { frameRates } from '../../../shared/time.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { Panel } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { UsdField } from '../../ui/usd-field.tsx';
import { FilmChoices } from '../generation/film-choices.tsx';
import { useFilmPurse } from '../spending/api.ts';
import { BudgetLine } from '../spending/budget-bar.tsx';
import { setCanvas, updateFilm } from './edits.ts';
import { useFilm, useSession } from './session-context.ts';

const rateNames = frameRates.map((value) => ({ value, label: rateName(value) }));

/** `30000/1001` is known as 29.97. */
function rateName(rate: string): string {
  const [num = 0, den = 1] = rate.split('/').map(Number);
  return den === 1 ? rate : (num / den).toFixed(rate.startsWith('24000') ? 3 : 2);
}

/** What all scenes share. Every change is an edit like any other, and can be undone. */
export function FilmSettings({ onClose }: { onClose: () => void }) {
  const { store } = useSession();
  const film = useFilm();
  const { canvas, look, captions } = film;
  return (
    <Panel open onClose={onClose} title="Film settings" about="For all scenes; a scene can choose its own generators.">
      <div data-film-field className="flex flex-col gap-4">
        <div className="flex items-end justify-between gap-3">
          <div className="flex flex-col gap-1">
            <span className="text-1 font-medium tracking-[0.02em] text-text-3">Aspect</span>
            <Segmented
              label="Aspect"
              value={canvas.aspect}
              parts={aspects.map((value) => ({ value, label: value }))}
              onChange={(aspect) => store.edit(`make the film ${aspect}`, setCanvas(aspect))}
            />
          </div>
          <Select
            label="Frames a second"
            className="w-32"
            value={canvas.fps}
            choices={rateNames}
            onChange={(fps) => store.edit('set frame rate', updateFilm({ canvas: { ...canvas, fps } }))}
          />
        </div>
        <TextArea
          label="Look"
          aside="added to every prompt"
          placeholder="Painterly, soft grain, quiet colours"
          value={look.style}
          maxLength={2000}
          onChange={(event) =>
            store.edit('write look', updateFilm({ look: { style: event.target.value } }), { group: 'look' })
          }
          onBlur={store.endBurst}
        />
        <Generators />
        <Switch
          label="Captions in the picture"
          checked={captions.on}
          onChange={(on) =>
            store.edit(on ? 'turn captions on' : 'turn captions off', updateFilm({ captions: { ...captions, on } }))
          }
        />
        <Budget />
      </div>
    </Panel>
  );
}

/** The most that the film may cost in all, and how much of it is gone. */
function Budget() {
  const { store } = useSession();
  const { id, budgetUsd } = useFilm();
  const purse = useFilmPurse(id, budgetUsd);
  const asked = useNavigation((state) => state.panelTopic === 'budget');
  return (
    <div className="flex flex-col gap-1.5">
      <UsdField
        label="Budget of this film, in US dollars"
        placeholder="No limit"
        autoFocus={asked}
        value={budgetUsd}
        onCommit={(usd) => store.edit('set budget', updateFilm({ budgetUsd: usd }))}
      />
      {purse && <BudgetLine name="Budget of this film" purse={purse} />}
    </div>
  );
}

function Generators() {
  const { store } = useSession();
  const { voice } = useFilm();
  return (
    <>
      <FilmChoices takeRole="picture" label="Pictures by" />
      <FilmChoices takeRole="voice" label="Spoken by" />
      <Field
        label="Pace of the voice"
        aside={`${voice.speed.toFixed(2)} ×`}
        type="range"
        min={0.5}
        max={2}
        step={0.05}
        value={voice.speed}
        onChange={(event) =>
          store.edit('set pace', updateFilm({ voice: { ...voice, speed: event.target.valueAsNumber } }), {
            group: 'pace',
          })
        }
      />
    </>
  );
}
