import { join } from 'node:path';
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { StudioEvent } from '../../shared/events.ts';
import type { Studio } from '../studio.ts';

/** An engine for the doors' tests: it keeps its files in `dir`, answers a few contract calls and remembers what it was told. */
export type FakeStudio = Studio & {
  readonly granted: string[];
  readonly published: StudioEvent[];
  work: { jobs: number; exports: number };
  closed: number;
};

export function fakeStudio(dir: string): FakeStudio {
  const listeners = new Set<(event: StudioEvent) => void>();
  const studio: FakeStudio = {
    granted: [],
    published: [],
    work: { jobs: 0, exports: 0 },
    closed: 0,
    router: fakeRouter(listeners),
    mediaFile: async (_filmId, takeId, which) => join(dir, `${takeId}${which === 'media' ? '.mp4' : '.jpg'}`),
    exportFile: async () => join(dir, 'Über „Film“ 100%.mp4'),
    stageUpload: async (name) => join(dir, `upload-${name}`),
    grant: (path) => studio.granted.push(path),
    publish: (event) => {
      studio.published.push(event);
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    busy: () => studio.work,
    close: async () => {
      studio.closed += 1;
      studio.work = { jobs: 0, exports: 0 };
    },
  };
  return studio;
}

function fakeRouter(listeners: Set<(event: StudioEvent) => void>): Studio['router'] {
  const os = implement({
    studio: { events: contract.studio.events },
    films: { recent: contract.films.recent, forget: contract.films.forget, revision: contract.films.revision },
  });
  return os.router({
    studio: {
      events: os.studio.events.handler(async function* ({ signal }) {
        const queue: StudioEvent[] = [];
        let wake = (): void => {};
        const listener = (event: StudioEvent): void => {
          queue.push(event);
          wake();
        };
        listeners.add(listener);
        signal?.addEventListener('abort', () => wake());
        try {
          while (!signal?.aborted) {
            yield* queue.splice(0);
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        } finally {
          listeners.delete(listener);
        }
      }),
    },
    films: {
      recent: os.films.recent.handler(() => [
        {
          dir: '/films/One.film',
          title: 'One',
          openedAt: '2026-11-20T00:00:00Z',
          exists: true,
          poster: null,
          scenes: 3,
        },
      ]),
      forget: os.films.forget.handler(() => {}),
      revision: os.films.revision.handler(({ errors, input }) => {
        const { code, message, action, details } = new AppError({
          code: 'not-found',
          message: `Revision ${input.revision} is not there any more.`,
        });
        throw errors[code]({ message, data: { code, message, action, details } });
      }),
    },
  }) as Studio['router'];
}
