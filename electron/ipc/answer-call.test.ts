import { expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { calls } from '#shared/ipc/contract.ts';
import { answerCall, type AllHandlers } from '#electron/ipc/answer-call.ts';
import { memoryLog } from '#electron/log.ts';

function answering(handlers: Record<string, (input: never) => unknown>) {
  const log = memoryLog();
  const ask = (name: unknown, input?: unknown) =>
    answerCall({ calls, handlers: handlers as unknown as AllHandlers, log }, name, input);
  return { ask, log };
}

const CHANNEL = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f';
const ID = '1b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f';

test('a call is answered with what its handler gives', async () => {
  const { ask } = answering({ 'secrets.state': () => ({ state: 'keychain' }) });
  expect(await ask('secrets.state')).toEqual({ ok: true, value: { state: 'keychain' } });
});

test.each([
  'posts.destroy',
  'constructor',
  '__proto__',
  'toString',
  '',
  7,
  null,
  undefined,
  { toString: 'no function' },
])('an unknown call (%s) is refused by name', async (name) => {
  expect(await answering({}).ask(name)).toMatchObject({ ok: false, code: 'call.unknown' });
});

test.each([
  ['channels.change', { id: ID, command: { kind: 'channel.explode', channel: CHANNEL } }],
  ['channels.change', { id: 'not an id', command: { kind: 'channel.pause', channel: CHANNEL } }],
  ['channels.change', undefined],
  ['channels.connect', { platform: '../../etc', answers: {} }],
  ['channels.connect', { platform: 'example', answers: { password: 7 } }],
  ['secrets.usePassphrase', { passphrase: 'short' }],
  ['settings.setPersonal', { theme: 'neon' }],
])('malformed input of %s never reaches its handler', async (name, input) => {
  const { ask } = answering({
    [name]: () => {
      throw new Error('it was reached');
    },
  });
  expect(await ask(name, input)).toMatchObject({ ok: false, code: 'call.bad-input', about: { call: name } });
});

test('what a handler gives too much does not cross', async () => {
  const { ask } = answering({ 'secrets.state': () => ({ state: 'keychain', key: 'tok-1' }) });
  expect(await ask('secrets.state')).toEqual({ ok: true, value: { state: 'keychain' } });
});

test('a malformed answer is a failure, not an answer', async () => {
  const { ask } = answering({ 'secrets.state': () => ({ state: 'ajar' }) });
  expect(await ask('secrets.state')).toMatchObject({ ok: false, code: 'call.bad-output' });
});

test('a handler that promises nothing gives nothing', async () => {
  const { ask } = answering({ 'channels.change': () => ({ changes: 1 }) });
  const input = { id: ID, command: { kind: 'channel.pause', channel: CHANNEL } };
  expect(await ask('channels.change', input)).toEqual({ ok: true, value: undefined });
});

test('a refusal crosses as a value', async () => {
  const { ask, log } = answering({
    'channels.list': () => {
      throw new Failure('channel.paused', { channel: '@ada' });
    },
  });
  expect(await ask('channels.list')).toEqual({ ok: false, code: 'channel.paused', about: { channel: '@ada' } });
  expect(log.lines).toEqual([]);
});

test('a fault of ours becomes a value too, is logged, and shows no token', async () => {
  const { ask, log } = answering({
    'channels.list': () => Promise.reject(new TypeError('bad header: Bearer abc123def456')),
  });
  const answer = await ask('channels.list');
  expect(answer).toEqual({ ok: false, code: 'app.unexpected', about: { reason: 'bad header: Bearer [redacted]' } });
  expect(log.lines).toHaveLength(1);
  expect(log.lines.join('')).not.toContain('abc123def456');
});
