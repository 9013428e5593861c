import { basename } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { idSchema } from '../../../shared/ids.ts';
import { mediaKinds } from '../../../shared/media-kind.ts';
import type { Studio } from '../../studio.ts';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { errorResponse } from '../error-response.ts';
import { mediaResponse } from '../media.ts';
import { staticResponse } from '../static.ts';
import { attachment } from './disposition.ts';
import type { Guard } from './guard.ts';
import { ownHosts } from './origin.ts';
import { createRest, describeRest } from './rest.ts';
import { receiveUpload } from './upload.ts';

export type RouteOptions = {
  readonly studio: Studio;
  readonly rendererDir: string;
  readonly version: string;
  readonly guard: Guard;
  /** The port the door got, known once it listens. */
  readonly port: () => number;
  readonly log: (message: string) => void;
};

const mediaParams = z.object({
  filmId: idSchema('film'),
  /** Checked by what it names: a take, an asset or an export. */
  id: z.string().max(80),
  which: z.enum(mediaKinds),
});

/** Every route of the HTTP door but the WebSocket: page, REST, media, exports and uploads, each behind the guard. */
export function createRoutes({ studio, rendererDir, version, guard, port, log }: RouteOptions): Hono<{
  Bindings: HttpBindings;
}> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const rest = createRest(studio.router);
  let description: ReturnType<typeof describeRest> | null = null;
  const policy = (): string =>
    contentSecurityPolicy({ media: ["'self'"], connect: ownHosts(port()).map((host) => `ws://${host}`) });

  app.onError((error) => errorResponse(error, log));
  app.use(secureHeaders({ strictTransportSecurity: false, referrerPolicy: 'no-referrer', xFrameOptions: 'DENY' }));
  app.use(guard.host);
  app.get('/', guard.link);
  app.use(guard.access);

  app.get('/api/openapi.json', async (c) => {
    description ??= describeRest(version);
    return c.json(await description);
  });
  app.all('/api/*', (c) => rest(c.req.raw));
  app.get('/media/:filmId/:id/:which', async (c) => {
    const { filmId, id, which } = checked(mediaParams, c.req.param());
    return mediaResponse(await studio.mediaFile(filmId, id, which), c.req.raw);
  });
  app.get('/exports/:exportId', async (c) => {
    const file = await studio.exportFile(checked(idSchema('export'), c.req.param('exportId')));
    const response = await mediaResponse(file, c.req.raw);
    response.headers.set('content-disposition', attachment(basename(file)));
    return response;
  });
  app.post('/upload', async (c) => {
    const path = await studio.stageUpload(uploadName(c.req.query('name')));
    await receiveUpload(c.env.incoming, path);
    studio.grant(path);
    return c.json({ path });
  });
  app.get('*', (c) => staticResponse(rendererDir, c.req.raw, policy()));
  return app;
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data } = schema.safeParse(value);
  if (!success) throw new AppError({ code: 'not-found', message: 'There is nothing at this address.' });
  return data;
}

/** The name alone, whatever path the sender put before it. */
function uploadName(name: string | undefined): string {
  const last = name?.split(/[/\\]/).at(-1)?.trim() ?? '';
  if (last === '' || last === '.' || last === '..' || last.length > 255 || last.includes('\0')) {
    throw new AppError({
      code: 'invalid-input',
      message: 'The uploaded file has no usable name.',
      action: 'Send it as /upload?name=clip.mp4.',
    });
  }
  return last;
}
