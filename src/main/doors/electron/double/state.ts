/** How this launch of the double behaves; given by the test. */
export type DoubleConfig = {
  readonly packaged: boolean;
  readonly lock: boolean;
  readonly switches: readonly string[];
};

export const config: DoubleConfig = JSON.parse(process.env.DOUBLE_CONFIG ?? '{}');

/** What the app did that leaves no other trace, in order. */
export const journal: string[] = [];

type DialogMethod = 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog';

/** Answers for dialogs, in order of use. A dialog without one is an error. */
export const answers: { method: DialogMethod; answer: unknown }[] = [];

export function dialogAnswer(method: DialogMethod, options: unknown): unknown {
  journal.push(`${method} ${JSON.stringify(options)}`);
  const at = answers.findIndex((each) => each.method === method);
  const [found] = at < 0 ? [] : answers.splice(at, 1);
  if (!found) throw new Error(`unscripted ${method}: ${JSON.stringify(options)}`);
  return found.answer;
}
