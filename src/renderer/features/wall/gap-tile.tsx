import { memo } from 'react';
import { Button } from '../../ui/button.tsx';
import { PlaceBadge } from './place-badge.tsx';
import { Bare, Caption, TileFrame } from './tile-frame.tsx';
import type { WallDeeds } from './use-wall-deeds.ts';

type Props = {
  id: string;
  place: string;
  makerName: string;
  vendorName: string;
  /** What it would cost, for the button. */
  price: string;
  micros: number;
  /** A sentence: why it cannot be made now; null when it can. */
  hindrance: string | null;
  aspect: number;
  current: boolean;
  deeds: WallDeeds;
};

/** A column's place that nobody filled: it was left out, or its job was dismissed. */
export const GapTile = memo(function GapTile(props: Props) {
  const { id, place, makerName, current, deeds } = props;
  return (
    <TileFrame
      {...{ id, current }}
      name={`${place}, ${makerName}, not made`}
      aspect={props.aspect}
      onLook={deeds.look}
      badge={<PlaceBadge dim>{place}</PlaceBadge>}
      picture={
        <Bare>
          <span>{props.hindrance ?? 'Not made yet'}</span>
          {!props.hindrance && (
            <Button tabIndex={current ? 0 : -1} onClick={() => deeds.make(id, props.micros)} className="mt-1">
              Make it · {props.price}
            </Button>
          )}
        </Bare>
      }
      caption={
        <Caption
          name={<span className="truncate">{makerName}</span>}
          aside="–"
          under={props.vendorName}
          facts="– · –"
        />
      }
    />
  );
});
