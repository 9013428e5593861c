import type { Hello } from '../../../shared/contract.ts';
import { type Remark, remarkCodes } from '../../../shared/take.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { useChangeSettings } from './api.ts';
import { Section } from './section.tsx';

const remarks: Record<Remark['code'], { readonly label: string; readonly about: string }> = {
  black: { label: 'Black', about: 'nearly all of it' },
  frozen: { label: 'Frozen', about: 'nearly all of it stands still' },
  silent: { label: 'Silent', about: 'nothing to be heard at all' },
  flicker: { label: 'Flickering', about: 'brightness jumps back and forth' },
  shorter: { label: 'Too short', about: 'shorter than it was asked for' },
  longer: { label: 'Too long', about: 'longer than it was asked for' },
  small: { label: 'Small', about: 'far fewer pixels than the film' },
  'other-shape': { label: 'Of another shape', about: 'wider or taller' },
  choppy: { label: 'Choppy', about: 'under 12 frames a second' },
  clipping: { label: 'Clipping', about: 'cut off at its loudest' },
  'too-quiet': { label: 'Too quiet', about: 'far below speech' },
  'too-loud': { label: 'Too loud', about: 'far above speech' },
};

/** Which findings of the inspection keep a take out of the cut. */
export function TakesSection({ hello }: { hello: Hello }) {
  const { mutate } = useChangeSettings();
  const failing = hello.settings.failTakesThatAre;
  return (
    <Section
      title="Takes that are no good by themselves"
      about="Every take is measured. One with a finding that is ticked here is kept, but the cut takes it up only when you circle it."
    >
      <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-4 gap-y-2">
        {remarkCodes.map((code) => (
          <CheckBox
            key={code}
            {...remarks[code]}
            checked={failing.includes(code)}
            onChange={(checked) =>
              mutate({
                failTakesThatAre: remarkCodes.filter((each) => (each === code ? checked : failing.includes(each))),
              })
            }
          />
        ))}
      </div>
    </Section>
  );
}
