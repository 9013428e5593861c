import { writable } from '../../../shared/ass-text.ts';
import type { Undrawable } from '../../../shared/coverage.ts';
import type { Cut } from '../../../shared/cut.ts';
import type { ExportOptions } from '../../../shared/export.ts';
import { useUndrawable } from './api.ts';

type Props = { cut: Cut; captions: ExportOptions['captions'] };

/** Characters that the picture would lack, or show as boxes, scene by scene. Nothing where all can be drawn. */
export function UndrawableNote({ cut, captions }: Props) {
  const isWritten = captions === 'burnt' || captions === 'both';
  const found = useUndrawable().data?.filter(({ where }) => where === 'title' || isWritten) ?? [];
  const emoji = only(found, (character) => writable(character) === '');
  const unknown = only(found, (character) => writable(character) !== '');
  if (found.length === 0) return null;
  return (
    <div role="note" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
      {emoji.length > 0 && <Group cut={cut} about="Emoji are left out of the picture:" found={emoji} />}
      {unknown.length > 0 && (
        <Group cut={cut} about="No font of the studio draws these characters; they will be boxes:" found={unknown} />
      )}
    </div>
  );
}

function only(found: readonly Undrawable[], wanted: (character: string) => boolean): Undrawable[] {
  return found
    .map((each) => ({ ...each, characters: each.characters.filter(wanted) }))
    .filter(({ characters }) => characters.length > 0);
}

const places = { narration: 'captions', title: 'title' } as const;
/** More than these are counted. */
const most = 12;

const Group = ({ cut, about, found }: { cut: Cut; about: string; found: readonly Undrawable[] }) => (
  <>
    <p>{about}</p>
    <ul className="text-text-2">
      {found.map(({ sceneId, where, characters }) => (
        <li key={`${sceneId} ${where}`}>
          Scene {cut.scenes.findIndex((scene) => scene.sceneId === sceneId) + 1}, {places[where]}:{' '}
          <bdi className="text-text">{characters.slice(0, most).join(' ')}</bdi>
          {characters.length > most && ` and ${characters.length - most} more`}
        </li>
      ))}
    </ul>
  </>
);
