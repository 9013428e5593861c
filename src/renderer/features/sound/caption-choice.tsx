import { type CaptionStyleId, captionStyles } from '../../../shared/film.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { updateFilm } from '../film/edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { Section } from '../inspector/section.tsx';

const names: Readonly<Record<CaptionStyleId, string>> = { plain: 'Plain', box: 'Box', bold: 'Bold', quiet: 'Quiet' };

/** Whether the narration is written into the picture, and how. */
export function CaptionChoice() {
  const { store } = useSession();
  const { captions } = useFilm();
  return (
    <Section label="Captions" className="border-b-0">
      <h2 className="text-3 font-semibold">Captions</h2>
      <Switch
        label="In the picture"
        checked={captions.on}
        onChange={(on) =>
          store.edit(on ? 'turn captions on' : 'turn captions off', updateFilm({ captions: { ...captions, on } }))
        }
      />
      {captions.on && (
        <div>
          <Segmented
            label="Style of the captions"
            value={captions.style}
            parts={captionStyles.map((value) => ({ value, label: names[value] }))}
            onChange={(style) => store.edit('choose caption style', updateFilm({ captions: { ...captions, style } }))}
          />
        </div>
      )}
    </Section>
  );
}
