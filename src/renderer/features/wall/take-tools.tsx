import { Ban, Info, MessageSquareText, Star } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import type { WallDeeds } from './use-wall-deeds.ts';

type Props = { id: string; star: boolean; rejected: boolean; tabIndex: 0 | -1; deeds: WallDeeds };

/** What can be done to a take besides circling it. */
export const TakeTools = ({ id, star, rejected, tabIndex, deeds }: Props) => (
  <>
    <IconButton
      label={star ? 'Take the star away' : 'Star'}
      keys="*"
      aria-pressed={star}
      tabIndex={tabIndex}
      onClick={() => deeds.star(id)}
    >
      <Star size={15} className={star ? 'fill-current' : ''} aria-hidden />
    </IconButton>
    <IconButton
      label={rejected ? 'Take back the rejection' : 'Reject'}
      keys="x"
      aria-pressed={rejected}
      tabIndex={tabIndex}
      onClick={() => deeds.reject(id)}
    >
      <Ban size={15} aria-hidden />
    </IconButton>
    <IconButton label="Note" keys="n" tabIndex={tabIndex} onClick={() => deeds.open({ id, part: 'note' })}>
      <MessageSquareText size={15} aria-hidden />
    </IconButton>
    <DetailsButton label="All about this take" {...{ id, tabIndex, deeds }} />
  </>
);

type DetailsProps = Pick<Props, 'id' | 'tabIndex' | 'deeds'> & { label: string };

/** Opens all that is known of a place. */
export const DetailsButton = ({ label, id, tabIndex, deeds }: DetailsProps) => (
  <IconButton label={label} keys="i" tabIndex={tabIndex} onClick={() => deeds.open({ id, part: 'details' })}>
    <Info size={15} aria-hidden />
  </IconButton>
);
