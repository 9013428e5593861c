import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { errorOf } from './errors.ts';

const locked = new AppError({ code: 'locked', message: 'Lamp.film is open in another window.' }).toData();

test.each([
  ['an error of the contract', new ORPCError('locked', { data: locked }), locked],
  ['our own error', AppError.fromData(locked), locked],
  ['refused input', new ORPCError('BAD_REQUEST', { data: { issues: [] } }), { code: 'invalid-input' }],
  ['an abort', new DOMException('stopped', 'AbortError'), { code: 'cancelled' }],
  ['a transport that closed', new Error('Cannot send message, WebSocket is not open.'), { code: 'network' }],
  ['a mistake of ours', new TypeError('x is undefined'), { code: 'internal' }],
  ['anything else', 'text', { code: 'internal' }],
])('%s becomes what screens show', (_name, thrown, data) => {
  expect(errorOf(thrown)).toMatchObject(data);
});

test('the text of an unexpected error is kept for reports, not shown', () => {
  const { message, details } = errorOf(new TypeError('x is undefined'));
  expect(message).not.toContain('undefined');
  expect(details).toEqual({ reason: 'x is undefined' });
});
