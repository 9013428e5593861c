import type { ModelField } from '../../../shared/own-generator.ts';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { type ModelDraft, remainingFields } from './model-draft.ts';
import { type DraftProblems, rangeText, usualText } from './read-draft.ts';
import { changeDraft } from './store.ts';

type Props = { draft: ModelDraft; problems: DraftProblems };

/** The model's other inputs: what is set here is sent with every take. */
export function FixedFields({ draft, problems }: Props) {
  const { settable, others } = remainingFields(draft);
  if (settable.length + others.length === 0) return null;
  return (
    <section aria-label="Always sent" className="flex flex-col gap-2.5">
      <div>
        <h3 className="text-3 font-semibold">Always sent</h3>
        <p className="text-text-2">Its other inputs. What is left empty stays as the model has it.</p>
      </div>
      <div className="grid grid-cols-2 items-start gap-2.5">
        {settable.map((field) => (
          <FixedField
            key={field.name}
            field={field}
            value={draft.fixed[field.name]}
            problem={problems[`fixed ${field.name}`] ?? null}
            onChange={(value) => changeDraft({ fixed: withValue(draft.fixed, field.name, value) })}
          />
        ))}
      </div>
      {others.length > 0 && (
        <Note>Left to the model: {others.map(({ title, name }) => title || name).join(', ')}.</Note>
      )}
    </section>
  );
}

type Value = string | number | boolean;

function withValue(fixed: ModelDraft['fixed'], name: string, value: Value | undefined): ModelDraft['fixed'] {
  const { [name]: _, ...others } = fixed;
  return value === undefined ? others : { ...others, [name]: value };
}

type FieldProps = {
  field: ModelField;
  value: Value | undefined;
  problem: string | null;
  onChange: (value: Value | undefined) => void;
};

const asItIs = '(as it is)';

/** A control of the kind that the schema asks for. */
function FixedField({ field, value, problem, onChange }: FieldProps) {
  const { title, name, type, about } = field;
  const label = title || name;
  const usual = usualText(field.usual);
  if (type === 'switch' || type === 'choice') {
    const values: readonly Value[] = type === 'switch' ? [true, false] : field.choices;
    const left = { value: asItIs, label: usual === null ? 'As the model has it' : `As the model has it: ${usual}` };
    return (
      <Select
        label={problem ? `${label}: ${problem}` : label}
        value={value === undefined ? asItIs : String(value)}
        choices={[left, ...values.map((each) => ({ value: String(each), label: nameOf(each) }))]}
        onChange={(next) => onChange(values.find((each) => String(each) === next))}
      />
    );
  }
  const isNumber = type === 'number' || type === 'integer';
  return (
    <Field
      label={label}
      title={about}
      aside={isNumber ? (rangeText(field) ?? '') : ''}
      inputMode={isNumber ? 'decimal' : 'text'}
      placeholder={usual ?? ''}
      value={value === undefined ? '' : String(value)}
      problem={problem}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

const nameOf = (value: Value): string => (typeof value === 'boolean' ? (value ? 'On' : 'Off') : String(value));
