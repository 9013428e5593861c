import clsx from 'clsx';
import { X } from 'lucide-react';
import { type GeneratorView, unknownLanguage } from '../../../shared/generator.ts';
import { modelName } from '../../lib/model-name.ts';
import { showPanel } from '../../lib/navigation.ts';
import { formatSum } from '../../lib/usd.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { factsOf } from './fact-text.ts';
import { FilmDeeds } from './film-deeds.tsx';
import { Part } from './part.tsx';
import { PriceSection } from './price-section.tsx';
import { PriorityStep } from './priority-step.tsx';
import { scenePrice } from './scene-price.ts';
import { byStanding, isPriced, standingText } from './standing.ts';
import { StandingNote } from './standing-note.tsx';
import { closeDetails, openDetails, useCatalogueState } from './store.ts';
import { focusRow } from './use-grid-keys.ts';
import { VendorFacts } from './vendor-facts.tsx';

type Props = { generator: GeneratorView; all: readonly GeneratorView[] };

/** Said elsewhere in the pane. */
const saidElsewhere: readonly string[] = ['Use', 'Status', 'Maker', 'Vendor', 'Price', 'A 5 s scene', 'Good at'];

/** Everything that is known of one generator, and everything that can be done with it. */
export function DetailsPane({ generator, all }: Props) {
  const { name, maker, vendorName, strengths } = generator;
  const opened = useCatalogueState((state) => state.opened);
  const close = () => {
    closeDetails();
    requestAnimationFrame(focusRow);
  };
  return (
    <aside
      aria-label={`Details of ${name}`}
      data-details
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
      className={clsx(
        'w-[clamp(20rem,27vw,26rem)] shrink-0 overflow-auto border-s border-line bg-panel outline-none',
        // Narrow windows have room for one of the two.
        'max-[850px]:fixed max-[850px]:inset-0 max-[850px]:top-11 max-[850px]:z-20 max-[850px]:w-auto',
        !opened && 'max-[850px]:hidden',
      )}
    >
      <div className="flex items-start gap-2 p-4 pb-3">
        <div className="min-w-0 grow">
          <h3 dir="auto" className="text-4 font-semibold">
            {modelName(generator)}
          </h3>
          <p className="text-text-2">{maker === vendorName ? maker : `${maker} · at ${vendorName}`}</p>
        </div>
        <IconButton label="Close the details" keys="Escape" onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="flex flex-col gap-5 px-4 pb-6">
        <StandingNote generator={generator} />
        <FilmDeeds generator={generator} />
        {generator.source === 'own' && (
          <div>
            <Button onClick={() => showPanel('own-models')}>Edit or remove it…</Button>
          </div>
        )}
        {strengths.length > 0 && <p className="text-text-2">Good at {strengths.join(', ')}.</p>}
        <Facts generator={generator} />
        {isPriced(generator) && (
          <>
            <PriceSection generator={generator} />
            <PriorityStep generator={generator} />
            <VendorFacts generator={generator} />
          </>
        )}
        <Voices generator={generator} />
        <Relatives generator={generator} all={all} />
      </div>
    </aside>
  );
}

function Facts({ generator }: { generator: GeneratorView }) {
  const facts = factsOf(generator).filter(([label, text]) => text !== '' && !saidElsewhere.includes(label));
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.map(([label, text]) => (
        <div key={label} className="contents">
          <dt className="text-text-3">{label}</dt>
          <dd className="select-text">
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** More voices than these are a list of their own, where one is chosen. */
const fewVoices = 8;

function Voices({ generator: { voices } }: Pick<Props, 'generator'>) {
  if (voices.length === 0) return null;
  const shown = voices
    .slice(0, fewVoices)
    .map(({ name, language }) => (language === unknownLanguage ? name : `${name} (${language})`));
  return (
    <Part title="Voices">
      <p className="text-text-2">
        {shown.join(', ')}
        {voices.length > fewVoices && ` and ${voices.length - fewVoices} more`}
      </p>
    </Part>
  );
}

/** The same family elsewhere: usable ones first, then by price. */
function Relatives({ generator, all }: Props) {
  const others = all
    .filter(
      ({ family, id, category }) =>
        family === generator.family && id !== generator.id && category === generator.category,
    )
    .toSorted((a, b) => byStanding(a, b) || scenePrice(a) - scenePrice(b));
  if (others.length === 0) return null;
  return (
    <Part title="The same family">
      <ul className="flex flex-col">
        {others.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              onClick={() => openDetails(each.id)}
              className="flex w-full items-baseline gap-2 rounded-1 py-1 text-start hover:bg-hover"
            >
              <span className="min-w-0 grow truncate">
                {modelName(each)} <span className="text-text-3">· {each.vendorName}</span>
              </span>
              <span className="tabular shrink-0 text-text-2">
                {isPriced(each) ? formatSum(scenePrice(each)) : standingText(each)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
