import { MessageSquareText, Star } from 'lucide-react';
import { memo } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { InStepPicture } from '../in-step/in-step-picture.tsx';
import { CircleBadge } from './place-badge.tsx';
import { TakeDetails } from './take-details.tsx';
import { TakeTools } from './take-tools.tsx';
import { Caption, TileFrame } from './tile-frame.tsx';
import { type Badge, badgesOf, factsText, lengthText, priceText } from './tile-text.ts';
import type { Opened, WallDeeds } from './use-wall-deeds.ts';
import { Veil } from './veil.tsx';

type TakeTileProps = {
  id: string;
  take: TakeView;
  /** Its number, or its letter once it was judged blind. */
  place: string;
  makerName: string;
  vendorName: string;
  circled: boolean;
  star: boolean;
  rejected: boolean;
  note: string;
  /** Seconds that its scene is on screen. */
  wish: number;
  /** Name of the comparison that it was made for. */
  madeFor: string | null;
  aspect: number;
  current: boolean;
  opened: Opened['part'] | null;
  deeds: WallDeeds;
};

/** One take on an open wall. */
export const TakeTile = memo(function TakeTile(props: TakeTileProps) {
  const { id, take, place, makerName, vendorName, circled, star, rejected, note, wish, deeds } = props;
  const badges = badgesOf(take);
  const marks = [circled && 'circled', star && 'starred', rejected && 'rejected', note && 'with a note'];
  const name = [place, makerName, vendorName, ...marks, ...badges.map(({ more }) => more)].filter(Boolean).join(', ');
  const length = lengthText(take, wish);
  const controls = props.current ? 0 : -1;
  return (
    <TileFrame
      {...{ id, name, circled }}
      current={props.current}
      aspect={props.aspect}
      onLook={deeds.look}
      badge={
        <CircleBadge name={place} circled={circled} tabIndex={controls} onCircle={() => deeds.circle(id)}>
          {place}
        </CircleBadge>
      }
      picture={
        <>
          <div className={`absolute inset-0 ${rejected ? 'opacity-35' : ''}`}>
            {take.problem ? (
              <Veil over>{take.problem.message}</Veil>
            ) : (
              <InStepPicture take={take} label={`${place}, ${makerName}`} />
            )}
          </div>
          {rejected && <Word>Rejected</Word>}
          <Badges badges={badges} />
          {length && <Tag>{length}</Tag>}
        </>
      }
      tools={<TakeTools {...{ id, star, rejected, deeds }} tabIndex={controls} />}
      caption={
        <Caption
          name={
            <>
              <span className="truncate">{makerName}</span>
              {star && <Star size={13} className="shrink-0 fill-current text-text-2" aria-label="Starred" />}
              {note && (
                <span title={note} className="shrink-0">
                  <MessageSquareText size={13} className="text-text-2" aria-label="Has a note" />
                </span>
              )}
            </>
          }
          aside={priceText(take)}
          under={vendorName}
          facts={factsText(take)}
        />
      }
    >
      {props.opened && (
        <TakeDetails
          {...{ id, take, makerName, vendorName, note, wish }}
          madeFor={props.madeFor}
          focusNote={props.opened === 'note'}
          onNote={(text) => deeds.note(id, text)}
          onClose={() => deeds.open(null)}
        />
      )}
    </TileFrame>
  );
});

const Word = ({ children }: { children: string }) => (
  <span className="absolute inset-0 grid place-content-center">
    <span className="rounded-full bg-black/75 px-2.5 py-0.5 text-1 font-medium text-white">{children}</span>
  </span>
);

const Tag = ({ children }: { children: string }) => (
  <span
    dir="ltr"
    className="absolute start-2.5 bottom-2.5 rounded-1 bg-black/75 px-1.5 py-px font-mono text-1 font-medium text-white"
  >
    {children}
  </span>
);

/** So many fit beside the number. */
const room = 2;

/** What the inspection found; more of it is said by the tooltip and the details. */
const Badges = ({ badges }: { badges: readonly Badge[] }) =>
  badges.length > 0 && (
    <span
      title={badges.map(({ more }) => more).join(', ')}
      className="absolute end-2.5 top-2.5 flex max-w-[calc(100%-3.5rem)] flex-wrap justify-end gap-1"
    >
      {badges.slice(0, room).map(({ code, text, severe }) => (
        <span
          key={code}
          className={`rounded-full bg-black/75 px-2 py-0.5 text-1 ${severe ? 'text-[#ff9a94]' : 'text-[#f0a04b]'}`}
        >
          {text}
        </span>
      ))}
      {badges.length > room && (
        <span className="rounded-full bg-black/75 px-2 py-0.5 text-1 text-white">+{badges.length - room}</span>
      )}
    </span>
  );
