import type { Grade } from '../../../shared/grade.ts';
import { looks } from '../../../shared/looks.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { RangeField } from '../../ui/range-field.tsx';
import { Select } from '../../ui/select.tsx';
import { setGrade } from '../film/cut-edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { Section } from '../inspector/section.tsx';
import { useOwnLook } from './use-assets.ts';

const [none, own] = ['none', 'own'] as const;
const ownLook = ({ look }: Grade): string | null => (typeof look === 'object' ? (look?.name ?? null) : null);
const choiceOf = (grade: Grade): string => (typeof grade.look === 'string' ? grade.look : ownLook(grade) ? own : none);

/** Colours over the whole film. */
export function FilmLook() {
  const { store } = useSession();
  const { grade } = useFilm();
  const { choose } = useOwnLook();
  const file = ownLook(grade);
  const choices = [
    { value: none, label: 'As the takes are' },
    ...looks.map(({ id, name }) => ({ value: id, label: name })),
    ...(file ? [{ value: own, label: file }] : []),
  ];
  const about = looks.find(({ id }) => id === grade.look)?.about;
  return (
    <Section label="Look">
      <h2 className="text-3 font-semibold">Look</h2>
      <div className="flex items-end gap-2">
        <Select
          label="Colours"
          className="grow"
          value={choiceOf(grade)}
          choices={choices}
          onChange={(look) =>
            look !== own && store.edit('choose look', setGrade({ look: look === none ? null : look }))
          }
        />
        <Button onClick={choose}>Own .cube…</Button>
      </div>
      {about && <Note>{about}.</Note>}
      {grade.look !== null && (
        <>
          <RangeField
            label="Strength"
            value={grade.strength * 100}
            min={0}
            max={100}
            step={5}
            usual={100}
            text={`${Math.round(grade.strength * 100)} %`}
            onChange={(percent) =>
              store.edit('set strength of look', setGrade({ strength: percent / 100 }), { group: 'look strength' })
            }
            onLeave={store.endBurst}
          />
          <Note>The rough cut plays without the look; a draft shows it.</Note>
        </>
      )}
    </Section>
  );
}
