import { toErrorData } from '../../shared/errors.ts';
import type { StudioEvent } from '../../shared/events.ts';
import { doctor } from '../doctor.ts';
import { os } from './os.ts';
import type { Parts, StudioBus } from './parts.ts';

export function studioHandlers(parts: Parts) {
  const { options, bus } = parts;
  return {
    hello: os.studio.hello.handler(async () => ({
      version: options.version,
      door: options.door === 'desktop' ? ('desktop' as const) : ('browser' as const),
      platform: process.platform,
      mediaBase: options.mediaBase,
      nativeDialogs: options.desktop !== null,
      settings: parts.settings.get(),
      notices: [...parts.notices],
      keychain: await parts.keys.status(),
      ffmpeg: await parts.tools().then(
        ({ version }) => ({ version, problem: null }),
        (error: unknown) => ({ version: null, problem: toErrorData(error) }),
      ),
    })),
    events: os.studio.events.handler(({ signal }) => eventsOf(bus, signal)),
    doctor: os.studio.doctor.handler(() => doctor(parts)),
  };
}

/** Every event from now on. A window that stops reading keeps only its newest thousand. */
function eventsOf(bus: StudioBus, signal: AbortSignal | undefined): AsyncGenerator<StudioEvent> {
  return bus.subscribe('event', signal ? { signal, maxBufferedEvents: 1000 } : { maxBufferedEvents: 1000 });
}
