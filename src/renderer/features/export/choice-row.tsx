import { RadioGroup } from 'radix-ui';

export const choiceListClass = 'flex flex-col rounded-2 border border-line bg-bg';

type Props = { value: string; name: string; about: string; aside?: string };

/** One line of a list of which one is chosen. */
export function ChoiceRow({ value, name, about, aside }: Props) {
  return (
    <RadioGroup.Item
      value={value}
      aria-label={name}
      className="group flex items-center gap-3 border-line px-3 py-2 text-start not-first:border-t hover:bg-hover"
    >
      <span className="grid size-3.5 shrink-0 place-items-center rounded-full border border-line-strong group-aria-checked:border-text">
        <RadioGroup.Indicator className="size-1.5 rounded-full bg-text" />
      </span>
      <span className="min-w-0 grow">
        <span className="block font-medium">{name}</span>
        <span className="block text-text-2">{about}</span>
      </span>
      {aside && <span className="tabular shrink-0 text-text-2">{aside}</span>}
    </RadioGroup.Item>
  );
}
