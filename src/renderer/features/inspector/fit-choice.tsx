import clsx from 'clsx';
import { ToggleGroup } from 'radix-ui';
import { fits, type Scene } from '../../../shared/film.ts';

const names = { fill: 'Fill', fit: 'Fit', blur: 'Blur' } as const;

/** A tall picture in a wide frame, in each of the three ways. */
const drawings: Readonly<Record<Scene['fit'], readonly string[]>> = {
  fill: ['inset-0 bg-text-3'],
  fit: ['inset-y-0 start-1/3 end-1/3 bg-text-3'],
  blur: ['inset-0 bg-text-3/35 blur-[2px]', 'inset-y-0 start-1/3 end-1/3 bg-text-3'],
};

type Props = { value: Scene['fit']; onChange: (fit: Scene['fit']) => void };

/** How a picture of another shape is laid into the frame. */
export function FitChoice({ value, onChange }: Props) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Picture of another shape"
      value={value}
      onValueChange={(next) => next && onChange(next as Scene['fit'])}
      className="grid grid-cols-3 gap-1.5"
    >
      {fits.map((fit) => (
        <ToggleGroup.Item
          key={fit}
          value={fit}
          className="group flex flex-col items-center gap-1 rounded-2 border border-line bg-bg p-1.5 text-text-2 hover:border-line-strong hover:text-text aria-checked:border-text-2 aria-checked:bg-raised aria-checked:text-text"
        >
          <span aria-hidden className="relative block h-7 w-12 overflow-hidden rounded-1 bg-black">
            {drawings[fit].map((part) => (
              <span key={part} className={clsx('absolute', part)} />
            ))}
          </span>
          {names[fit]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
