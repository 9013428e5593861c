import { Select } from '../../ui/select.tsx';
import { type ModelDraft, withWord, wordName, wordsFor } from './model-draft.ts';
import { changeDraft } from './store.ts';

/** Radix knows no empty value. */
const none = '(none)';

/** Under which of the model's inputs each of our words is sent. */
export function WordFields({ draft, problem }: { draft: ModelDraft; problem: string | null }) {
  const inputs = draft.sheet.fields.map(({ name, title }) => ({
    value: name,
    label: title === name || title === '' ? name : `${title} (${name})`,
  }));
  return (
    <section aria-label="What it is sent" className="flex flex-col gap-2.5">
      <div>
        <h3 className="text-3 font-semibold">What it is sent</h3>
        <p className="text-text-2">Which of its inputs takes what. The guesses are filled in.</p>
      </div>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="grid grid-cols-2 gap-2.5">
        {wordsFor(draft).map((word) => (
          <Select
            key={word}
            label={wordName(word, draft.category)}
            value={draft.fields[word] ?? none}
            choices={[{ value: none, label: 'Not sent' }, ...inputs]}
            onChange={(name) => changeDraft(withWord(draft, word, name === none ? null : name))}
          />
        ))}
      </div>
    </section>
  );
}
