import type { Cut } from '../../../shared/cut.ts';
import { useUndrawable } from './api.ts';

/** Characters that would be missing in the film, scene by scene. Nothing where all can be drawn. */
export function UndrawableNote({ cut }: { cut: Cut }) {
  const { data } = useUndrawable();
  if (!data || data.length === 0) return null;
  return (
    <div role="note" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
      <p>Some characters cannot be drawn and will be left out:</p>
      <ul className="text-text-2">
        {data.map(({ sceneId, where, characters }) => (
          <li key={`${sceneId} ${where}`}>
            Scene {cut.scenes.findIndex((scene) => scene.sceneId === sceneId) + 1}, {where}:{' '}
            <bdi className="text-text">{characters.slice(0, 12).join(' ')}</bdi>
            {characters.length > 12 && ` and ${characters.length - 12} more`}
          </li>
        ))}
      </ul>
    </div>
  );
}
