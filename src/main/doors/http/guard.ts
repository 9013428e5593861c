import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { AppError } from '../../../shared/errors.ts';
import type { Access } from './access.ts';
import { noAccessPage } from './no-access-page.ts';
import { isOwnHost, isOwnOrigin, mayUseCookie } from './origin.ts';

type Env = { Bindings: HttpBindings };

/** The checks that stand before every route. */
export type Guard = {
  /** Refuses requests that were not addressed to this machine by name. */
  readonly host: MiddlewareHandler<Env>;
  /** Trades `/?token=...` for the session cookie and goes on to `/`. */
  readonly link: MiddlewareHandler<Env>;
  /** Lets pass who has the session cookie, from our own page, or the API token. */
  readonly access: MiddlewareHandler<Env>;
  /** HTTP status to refuse a WebSocket with, or null to let it in. */
  readonly socket: (request: IncomingMessage) => number | null;
};

type GuardOptions = {
  readonly access: Access;
  readonly port: () => number;
  /** Called when a browser without access opens a page, so that the terminal can print a link that works. */
  readonly onStranger: () => void;
};

/** The guard of one launch of the door. There is no CORS: no other origin ever gets an answer it may read. */
export function createGuard({ access, port, onStranger }: GuardOptions): Guard {
  const cookieName = (): string => `circle-take-${port()}`;
  const hasSession = (request: IncomingMessage): boolean =>
    access.isSession(parse(request.headers.cookie ?? '', cookieName())[cookieName()]);

  return {
    host: async (c, next) => {
      if (!isOwnHost(c.env.incoming.headers, port())) throw notAllowed('This host name is not that of the studio.');
      await next();
    },
    link: async (c, next) => {
      const token = c.req.query('token');
      if (token === undefined || c.req.method !== 'GET') return next();
      const session = access.redeem(token);
      if (session !== null) setCookie(c, cookieName(), session, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return session !== null || hasSession(c.env.incoming) ? c.redirect('/', 303) : next();
    },
    access: async (c, next) => {
      const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      if (bearer !== undefined) {
        if (!access.isApiToken(bearer)) throw unauthorized();
        return next();
      }
      if (!hasSession(c.env.incoming)) return strange(c, onStranger);
      if (!mayUseCookie(c.req.method, c.env.incoming.headers)) throw notAllowed('Another page sent this request.');
      return next();
    },
    socket: (request) => {
      if (!isOwnHost(request.headers, port()) || !isOwnOrigin(request.headers)) return 403;
      return hasSession(request) ? null : 401;
    },
  };
}

function strange(c: Context<Env>, onStranger: () => void): Response {
  if (!c.req.header('accept')?.includes('text/html')) throw unauthorized();
  onStranger();
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  c.header('cache-control', 'no-store');
  return c.html(noAccessPage, 401);
}

function unauthorized(): AppError {
  return new AppError({
    code: 'unauthorized',
    message: 'The studio does not know who sent this.',
    action: 'Use the link, or the API token, that Circle Take has printed in the terminal.',
  });
}

function notAllowed(message: string): AppError {
  return new AppError({
    code: 'not-allowed',
    message,
    action: 'Open the link that Circle Take has printed in the terminal.',
  });
}
