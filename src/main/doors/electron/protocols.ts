import { protocol, session } from 'electron';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { idSchema } from '../../../shared/ids.ts';
import { mediaKinds } from '../../../shared/media-kind.ts';
import type { Studio } from '../../studio.ts';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { errorResponse } from '../error-response.ts';
import { mediaResponse } from '../media.ts';
import { staticResponse } from '../static.ts';

/** Makes `app:` (the page) and `media:` (takes) real origins. Only before Electron is ready, and only once. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, codeCache: true } },
    // `stream` lets players seek; `corsEnabled` lets canvas and WebAudio read what <video crossorigin> shows.
    { scheme: 'media', privileges: { ...privileges, corsEnabled: true, stream: true } },
  ]);
}

type ProtocolOptions = {
  readonly rendererDir: string;
  /** Origin of the page, which alone may read media. */
  readonly pageOrigin: string;
  readonly mediaFile: Studio['mediaFile'];
  readonly log: (message: string) => void;
};

const policy = contentSecurityPolicy({ media: ['media:'], connect: ['media:'] });
const mediaPath = z.tuple([idSchema('film'), z.string().max(80), z.enum(mediaKinds)]);

/** Answers `app://studio/...` from the renderer's build and `media://film/<filmId>/<id>/<kind>` of src/shared/media-kind.ts. */
export function handleProtocols({ rendererDir, pageOrigin, mediaFile, log }: ProtocolOptions): void {
  const { protocol } = session.defaultSession;
  protocol.handle('app', (request) =>
    answered(log, async () => {
      if (new URL(request.url).host !== 'studio') throw nothing(request);
      return staticResponse(rendererDir, request, policy);
    }),
  );
  protocol.handle('media', async (request) => {
    const response = await answered(log, async () => {
      const { host, pathname } = new URL(request.url);
      const { success, data } = mediaPath.safeParse(pathname.slice(1).split('/'));
      if (host !== 'film' || !success) throw nothing(request);
      return mediaResponse(await mediaFile(...data), request);
    });
    response.headers.set('access-control-allow-origin', pageOrigin);
    return response;
  });
}

/** A handler that throws would show as ERR_UNEXPECTED; the page gets the reason instead. */
async function answered(log: (message: string) => void, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return errorResponse(error, log);
  }
}

function nothing({ url }: Request): AppError {
  return new AppError({ code: 'not-found', message: `There is nothing at ${url}.` });
}
