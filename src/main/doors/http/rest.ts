import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { AnyRouter, ORPCError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { contract } from '../../../shared/contract.ts';
import { AppError, type ErrorData, errorDataSchema, toErrorData } from '../../../shared/errors.ts';

const longestBodyBytes = 32 * 1024 * 1024;

/** The contract as REST under `/api`; every failure is ErrorData in JSON. */
export function createRest(router: AnyRouter): (request: Request) => Promise<Response> {
  const handler = new OpenAPIHandler(router, { customErrorResponseBodyEncoder: restError });
  return async (request) => {
    const { matched, response } = await handler.handle(await limited(request), { prefix: '/api' });
    if (matched) return response;
    throw new AppError({
      code: 'not-found',
      message: `There is no ${request.method} ${new URL(request.url).pathname}.`,
      action: 'Look it up in /api/openapi.json.',
    });
  };
}

/** The same request with its body read. oRPC's own limit plugin needs a genuine Request, which the server's is not. */
async function limited(request: Request): Promise<Request> {
  const { url, method, headers, signal } = request;
  if (!request.body) return new Request(url, { method, headers, signal });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > longestBodyBytes) throw new AppError({ code: 'invalid-input', message: 'The request is too long.' });
    chunks.push(chunk);
  }
  return new Request(url, { method, headers, signal, body: Buffer.concat(chunks) });
}

/** The error's ErrorData: what the contract sent, or the same shape made of what oRPC itself found wrong. */
function restError(error: ORPCError<string, unknown>): ErrorData {
  const sent = errorDataSchema.safeParse(error.data);
  if (sent.success) return sent.data;
  if (error.status < 400 || error.status >= 500) return toErrorData(error);
  return new AppError({
    code: error.status === 404 ? 'not-found' : 'invalid-input',
    message: `The request cannot be used: ${error.message}.`,
    action: 'Compare it with /api/openapi.json.',
    details: error.data !== null && typeof error.data === 'object' ? { ...error.data } : {},
  }).toData();
}

/** The REST door's description in OpenAPI 3.1, made from the contract. */
export function describeRest(version: string): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: { title: 'Circle Take', version, description: 'The studio’s contract over REST, for scripts.' },
    servers: [{ url: '/api' }],
    security: [{ apiToken: [] }],
    components: { securitySchemes: { apiToken: { type: 'http', scheme: 'bearer' } } },
    customErrorResponseBodySchema: () => z.toJSONSchema(errorDataSchema) as Record<string, unknown>,
  });
}
