import type { TakeView } from '../../../shared/take.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { formatBytes } from '../export/export-text.ts';
import { TakeFindings } from '../inspector/take-findings.tsx';
import { TilePopover } from './tile-popover.tsx';
import { formatText, lengthText, priceText, tookText } from './tile-text.ts';

type Props = {
  id: string;
  take: TakeView;
  makerName: string;
  vendorName: string;
  note: string;
  wish: number;
  madeFor: string | null;
  focusNote: boolean;
  onNote: (text: string) => void;
  onClose: () => void;
};

/** All that is known of a take, and what somebody thinks of it. */
export function TakeDetails({ id, take, makerName, vendorName, note, focusNote, onNote, onClose, ...more }: Props) {
  const facts = factsOf(take, more.wish, more.madeFor);
  return (
    <TilePopover tileId={id} title={[makerName, vendorName].filter(Boolean).join(' · ')} onClose={onClose}>
      <div data-film-field>
        <TextArea
          label="Note"
          placeholder="What you think of it"
          value={note}
          maxLength={2000}
          autoFocus={focusNote}
          onChange={(event) => onNote(event.target.value)}
        />
      </div>
      <TakeFindings take={take} circled={false} />
      {take.prompt && (
        <div>
          <h4 className="text-1 font-medium text-text-3">Prompt</h4>
          <p dir="auto" className="whitespace-pre-wrap select-text">
            {take.prompt}
          </p>
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-text-3">{label}</dt>
            <dd className="tabular truncate leading-[18px] select-text" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </TilePopover>
  );
}

function factsOf(take: TakeView, wish: number, madeFor: string | null): [string, string][] {
  const { probe, media, measured } = take;
  const codecs = [probe.videoCodec, probe.audioCodec ?? (probe.kind === 'video' && 'no sound')];
  const rows: [string, string | null | false][] = [
    ['Take', `${take.number}`],
    ['Seed', take.seed === null ? null : `${take.seed}`],
    ['Picture', [`${probe.width ?? '–'} × ${probe.height ?? '–'}`, formatText(probe)].join(' · ')],
    ['Length', lengthText(take, wish) && `${lengthText(take, 0)}, wanted ${formatSeconds(wish)}`],
    ['File', [formatBytes(media.bytes), ...codecs].filter(Boolean).join(' · ')],
    ['Loudness', measured?.loudnessLufs != null && `${measured.loudnessLufs.toFixed(1)} LUFS`],
    [
      'Price',
      priceText(take) &&
        [
          priceText(take),
          take.origin.kind === 'generated' && take.cost.basis,
          take.cost.basis === 'stated' && 'as you said',
        ]
          .filter(Boolean)
          .join(', '),
    ],
    ['Made', [timeAgo(take.createdAt), tookText(take) && `in ${tookText(take)}`].filter(Boolean).join(', ')],
    ['Comparison', madeFor],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] satisfies [string, string]] : []));
}
