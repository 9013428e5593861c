import { join } from 'node:path';
import { EventPublisher, implement } from '@orpc/server';
import { contract, type Hello } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import { newFilm } from '../../../shared/film.ts';
import { testRules } from '../../../shared/test-generator.ts';
import { defaultSettings } from '../../settings/default-settings.ts';
import type { Studio } from '../../studio.ts';

/** An engine for the doors' tests: its files lie in `dir`, it answers a few calls and remembers what it was told. */
export type FakeStudio = Studio & {
  readonly granted: string[];
  readonly published: StudioEvent[];
  work: { jobs: number; exports: number };
  closed: number;
};

type Bus = EventPublisher<{ event: StudioEvent }>;

export function fakeStudio(dir: string): FakeStudio {
  const bus: Bus = new EventPublisher();
  const studio: FakeStudio = {
    granted: [],
    published: [],
    work: { jobs: 0, exports: 0 },
    closed: 0,
    router: fakeRouter(bus),
    mediaFile: async (_filmId, takeId, which) => join(dir, `${takeId}${which === 'media' ? '.mp4' : '.jpg'}`),
    exportFile: async () => join(dir, 'Über „Film“ 100%.mp4'),
    stageUpload: async (name) => join(dir, `upload-${name}`),
    grant: (path) => studio.granted.push(path),
    publish: (event) => {
      studio.published.push(event);
      bus.publish('event', event);
    },
    subscribe: (listener) => bus.subscribe('event', listener),
    busy: () => studio.work,
    close: async () => {
      studio.closed += 1;
      studio.work = { jobs: 0, exports: 0 };
    },
  };
  return studio;
}

/** The calls that the doors' tests make; all others are missing, and fail. */
function fakeRouter(bus: Bus): Studio['router'] {
  const { recent, forget, open, revision } = contract.films;
  const os = implement({
    studio: { hello: contract.studio.hello, events: contract.studio.events },
    settings: contract.settings,
    films: { recent, forget, open, revision },
    generators: contract.generators,
  });
  const hello = fakeHello();
  return os.router({
    studio: {
      hello: os.studio.hello.handler(() => hello),
      events: os.studio.events.handler(({ signal }) => bus.subscribe('event', signal ? { signal } : {})),
    },
    settings: {
      set: os.settings.set.handler(({ input }) => {
        if (input.theme) hello.settings.theme = input.theme;
        bus.publish('event', { type: 'settings' });
        return hello.settings;
      }),
    },
    generators: {
      list: os.generators.list.handler(() => {
        const keyUrl = 'https://replicate.com/account/api-tokens';
        const unlimited = { keyVariable: null, afterCancel: null, limits: null, usualLimits: null };
        const plain = { keyHint: null, serverHint: null, baseUrl: null, usualBaseUrl: null };
        const replicate = { id: 'replicate', name: 'Replicate', needsKey: true, keyUrl, ...unlimited, ...plain };
        return { generators: [], vendors: [replicate], rules: testRules };
      }),
    },
    films: {
      recent: os.films.recent.handler(() => [
        { dir: '/films/One.film', title: 'One', openedAt: '2026-11-20', exists: true, poster: null, scenes: 3 },
        { dir: '/films/Two.film', title: 'Two', openedAt: '2026-11-19', exists: false, poster: null, scenes: 3 },
      ]),
      forget: os.films.forget.handler(() => {}),
      open: os.films.open.handler(({ input: { dir } }) => {
        const film = newFilm({ title: 'One' });
        return { filmId: film.id, dir, film, revision: 0, takes: [], notices: [] };
      }),
      revision: os.films.revision.handler(({ errors, input }) => {
        const error = new AppError({
          code: 'not-found',
          message: `Revision ${input.revision} is not there any more.`,
        });
        throw errors['not-found']({ message: error.message, data: error.toData() });
      }),
    },
  }) as Studio['router'];
}

function fakeHello(): Hello {
  return {
    version: '0.1.0',
    door: 'desktop',
    platform: process.platform,
    mediaBase: 'media://film',
    nativeDialogs: true,
    notices: [],
    settings: defaultSettings('/films'),
    keychain: { available: true, reason: null },
    ffmpeg: { version: '5.1', problem: null },
  };
}
