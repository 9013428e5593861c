import { type RankWish, rankModes } from '../../../shared/rank-wish.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { UsdField } from '../../ui/usd-field.tsx';
import { modeNames } from './plan-scene.ts';
import { readQuality } from './read-quality.ts';

type Props = { wish: RankWish; onWish: (label: string, patch: Partial<RankWish>) => void };

const modes = rankModes.map((value) => ({ value, label: modeNames[value] }));

/** What matters when generators are ranked, for the whole film. */
export function WishBar({ wish, onWish }: Props) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="What matters"
          value={wish.mode}
          parts={modes}
          onChange={(mode) => onWish(`rank by ${modeNames[mode].toLowerCase()}`, { mode })}
        />
        <span className="text-1 text-text-3">for the whole film</span>
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="flex flex-col gap-1 pb-1">
          <CheckBox
            label="Free only"
            checked={wish.freeOnly}
            onChange={(freeOnly) => onWish(freeOnly ? 'rank free ones only' : 'rank paid ones too', { freeOnly })}
          />
          <CheckBox
            label="With sound"
            checked={wish.sound}
            onChange={(sound) => onWish(sound ? 'rank those with sound only' : 'rank silent ones too', { sound })}
          />
        </div>
        <div className="w-34">
          <UsdField
            label="At most a take, $"
            placeholder="No limit"
            value={wish.maxUsd}
            onCommit={(maxUsd) => onWish('limit the price of a take', { maxUsd })}
          />
        </div>
        <div className="w-34">
          <CommitField
            label="Quality of 100, at least"
            placeholder="Any"
            inputMode="decimal"
            value={wish.minQuality === null ? '' : String(wish.minQuality)}
            problemOf={(text) => readQuality(text).problem}
            onCommit={(text) => onWish('limit the quality', { minQuality: readQuality(text).quality })}
          />
        </div>
      </div>
    </div>
  );
}
