import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';

const lessons = [
  ['Write scenes', 'A prompt for the picture, a line to be spoken. Or paste a whole script.'],
  ['Generate takes', 'As many as you like, from several generators. Sketches and the built-in voice are free.'],
  ['Circle the best', 'Keys 1 to 9. The cut follows the circles, and Export makes one MP4 of it.'],
] as const;

/** Four takes of one scene, the third circled: what the studio is about, without words. */
const takeGrounds = [
  'linear-gradient(180deg,#26364d 0 45%,#c98a53 46%,#40281b 80%)',
  'radial-gradient(circle at 30% 70%,#fff3c7 0 4%,#d8a13d 5% 18%,#3a2a45 60%,#17131f)',
  'radial-gradient(circle at 62% 40%,#f3d9b0 0 10%,#8a5a3c 11% 30%,#23191a 70%)',
  'linear-gradient(180deg,#171c33,#3b2f63 60%,#d36f6b)',
];

const CircledTake = () => (
  <div aria-hidden className="mb-2 flex items-center gap-3">
    {takeGrounds.map((background, index) => (
      <span
        key={background}
        style={{ background }}
        className={`relative h-14 w-25 rounded-2 ${index === 2 ? '' : 'opacity-60'}`}
      >
        {index === 2 && (
          <span className="absolute -inset-x-2 -inset-y-2.5 -rotate-3 rounded-[50%] border-[2.5px] border-pencil-line" />
        )}
      </span>
    ))}
  </div>
);

/** What the studio is about, and the film to try it on. */
export function FirstRun({ onSample, busy }: { onSample: () => void; busy: boolean }) {
  return (
    <section className="overflow-hidden rounded-3 border border-line bg-panel">
      <EmptyState
        picture={<CircledTake />}
        title="No films yet"
        text="On a set, the director circles the take to print. Here a film is a storyboard, and every scene gets takes to choose from."
        actions={
          <Button look="primary" busy={busy} onClick={onSample}>
            Open the sample film
          </Button>
        }
      />
      <ol className="grid grid-cols-3 gap-px border-t border-line bg-line">
        {lessons.map(([title, text], index) => (
          <li key={title} className="bg-panel p-5">
            <span className="tabular text-text-3">{index + 1}</span>
            <h3 className="mt-1 text-[13px] font-semibold">{title}</h3>
            <p className="mt-1 text-text-2">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
