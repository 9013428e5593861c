import { aspects } from '../../../shared/film.ts';
import { categories } from '../../../shared/generator.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { unitNames } from '../catalogue/price-text.ts';
import { categoryNames } from '../settings/priorities.ts';
import { FixedFields } from './fixed-fields.tsx';
import { type ModelDraft, toggledAspect } from './model-draft.ts';
import type { DraftProblems } from './read-draft.ts';
import { changeDraft } from './store.ts';
import { WordFields } from './word-fields.tsx';

type Props = { draft: ModelDraft; problems: DraftProblems };

const categoryChoices = categories.map((value) => ({ value, label: categoryNames[value] }));
const units = (['run', 'second', 'image', 'thousand-characters'] as const).map((value) => ({
  value,
  label: unitNames[value],
}));

/** Everything that the studio has to know of a model, with what its own schema says filled in. */
export function ModelForm({ draft, problems }: Props) {
  const { sheet } = draft;
  return (
    <div className="flex flex-col gap-6">
      <div className="rounded-2 border border-line bg-bg px-3 py-2.5">
        <p className="font-semibold">{sheet.title}</p>
        {sheet.model !== sheet.title && (
          <p className="text-text-2">
            <span className="tabular select-text">{sheet.model}</span>
            {sheet.url && (
              <>
                {' · '}
                <ExternalLink url={sheet.url}>Its page</ExternalLink>
              </>
            )}
          </p>
        )}
        {sheet.about && <p className="mt-1 line-clamp-3 text-text-2">{sheet.about}</p>}
        {sheet.problems.map((problem) => (
          <p key={problem} className="mt-1 text-warn">
            {problem}
          </p>
        ))}
      </div>
      <About draft={draft} problems={problems} />
      <WordFields draft={draft} problem={problems.prompt ?? null} />
      <FixedFields draft={draft} problems={problems} />
    </div>
  );
}

function About({ draft, problems }: Props) {
  const { name, category, quality, price, seconds } = draft;
  const isClip = category !== 'text-to-image' && category !== 'speech';
  return (
    <section aria-label="In the catalogue" className="flex flex-col gap-2.5">
      <h3 className="text-3 font-semibold">In the catalogue</h3>
      <div className="grid grid-cols-2 items-start gap-2.5">
        <Field
          label="Name"
          maxLength={80}
          value={name}
          problem={problems.name ?? null}
          onChange={(event) => changeDraft({ name: event.target.value })}
        />
        <Select
          label="Category"
          value={category}
          choices={categoryChoices}
          onChange={(next) => changeDraft({ category: next })}
        />
        <Field
          label="Price, US dollars"
          inputMode="decimal"
          placeholder="0.05, or 0 where it is free"
          value={price.usd}
          problem={problems.price ?? null}
          onChange={(event) => changeDraft({ price: { ...price, usd: event.target.value } })}
        />
        <Select
          label="For"
          value={price.per}
          choices={units}
          onChange={(per) => changeDraft({ price: { ...price, per } })}
        />
        <Field
          label="Quality of 100"
          inputMode="numeric"
          value={quality}
          problem={problems.quality ?? null}
          onChange={(event) => changeDraft({ quality: event.target.value })}
        />
        {isClip && (
          <Field
            label="Lengths, seconds"
            placeholder="Any"
            aside={<bdi>5, 10 or 4 to 12</bdi>}
            value={seconds}
            problem={problems.seconds ?? null}
            onChange={(event) => changeDraft({ seconds: event.target.value })}
          />
        )}
      </div>
      {category !== 'speech' && <Shapes draft={draft} />}
    </section>
  );
}

const Shapes = ({ draft }: Pick<Props, 'draft'>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
  <div role="group" aria-label="Shapes" className="flex flex-wrap items-center gap-4">
    <span className="text-text-3">{draft.aspects.length === 0 ? 'Any shape' : 'Only these shapes'}</span>
    {aspects.map((aspect) => (
      <CheckBox
        key={aspect}
        label={aspect}
        checked={draft.aspects.includes(aspect)}
        onChange={() => changeDraft({ aspects: toggledAspect(draft.aspects, aspect) })}
      />
    ))}
  </div>
);
