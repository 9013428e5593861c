import { useState } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { formatPrice, type Price } from '../../../shared/money.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { useChangeSettings } from '../settings/api.ts';
import { Part } from './part.tsx';
import { draftOf, readPrice, sourceText, unitNames, withPrice } from './price-text.ts';
import { scenePriceText } from './scene-price.ts';
import { dateText } from './standing.ts';

/** The price with its date and certainty, which the user may know better. */
export function PriceSection({ generator }: { generator: GeneratorView }) {
  const { id, price, usualPrice, source } = generator;
  const { generatorPrices } = useHello().settings;
  const { mutate } = useChangeSettings();
  // Null until it was opened once: then the keys go back to its button.
  const [open, setOpen] = useState<boolean | null>(null);
  const keep = (next: Price | null) => {
    mutate({ generatorPrices: withPrice(generatorPrices, id, next) });
    setOpen(false);
  };
  return (
    <Part title="Price">
      <p>
        <span className="tabular">{formatPrice(price)}</span>
        <span className="text-text-2">
          {' '}
          · a 5 s scene <span className="tabular">{scenePriceText(generator)}</span>
        </span>
      </p>
      {usualPrice ? (
        <p className="text-text-2">
          Your price. The catalogue says <span className="tabular">{formatPrice(usualPrice)}</span>,{' '}
          {sourceText(usualPrice)}.
        </p>
      ) : source === 'own' ? (
        <Note>as you said, {dateText(price.asOf)}</Note>
      ) : (
        // What is free on this machine is on no page.
        price.micros > 0 && <Note>{sourceText(price)}</Note>
      )}
      {open ? (
        <PriceForm price={price} onKeep={keep} onClose={() => setOpen(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button autoFocus={open === false} onClick={() => setOpen(true)}>
            Correct the price
          </Button>
          {usualPrice && (
            <Button look="quiet" onClick={() => keep(null)}>
              As in the catalogue
            </Button>
          )}
        </div>
      )}
    </Part>
  );
}

type FormProps = { price: Price; onKeep: (price: Price) => void; onClose: () => void };

const units = Object.entries(unitNames).map(([value, label]) => ({ value: value as Price['per'], label }));

function PriceForm({ price, onKeep, onClose }: FormProps) {
  const [draft, setDraft] = useState(() => draftOf(price));
  const [tried, setTried] = useState(false);
  const read = readPrice(draft, new Date().toISOString().slice(0, 10));
  const submit = () => ('price' in read ? onKeep(read.price) : setTried(true));
  return (
    <InlineForm onSubmit={submit} onClose={onClose} className="flex flex-col gap-2">
      <div className="grid grid-cols-2 items-start gap-2">
        <Field
          autoFocus
          label="US dollars"
          inputMode="decimal"
          value={draft.usd}
          problem={tried && 'problem' in read ? read.problem : null}
          onChange={(event) => setDraft({ ...draft, usd: event.target.value })}
        />
        <Select label="For" value={draft.per} choices={units} onChange={(per) => setDraft({ ...draft, per })} />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit">Use this price</Button>
      </div>
    </InlineForm>
  );
}
