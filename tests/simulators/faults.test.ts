import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '#simulators/faults.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';

let server: Mastodon;
let token: string;

beforeEach(async () => {
  server = await startMastodon();
  token = server.createAccount({ username: 'alice' }).token();
});

afterEach(async () => {
  await server.stop();
});

const ROUTE = '/api/v1/statuses';

/** Longer than any answer takes, however busy the machine is. */
const LONG_MS = 10_000;
/** Long enough for a request to arrive; no answer comes in that time where none is to come. */
const SHORT_MS = 700;

async function post(
  text: string,
  patienceMs = LONG_MS,
): Promise<{ status: number; body: string; headers: Headers } | 'no answer'> {
  try {
    const answer = await fetch(server.url + ROUTE, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: text }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  } catch (_expected) {
    // Whatever ended it: there was no answer.
    return 'no answer';
  }
}

describe('one fault', () => {
  test.each<[fault: Fault, answer: 'no answer' | number, effects: number]>([
    [{ kind: 'answer-lost' }, 'no answer', 1],
    [{ kind: 'request-lost' }, 'no answer', 0],
    [{ kind: 'hang' }, 'no answer', 0],
    [{ kind: 'hang', after: true }, 'no answer', 1],
    [{ kind: 'slow', ms: 30 }, 200, 1],
    [{ kind: 'slow', ms: 2000, after: true }, 'no answer', 1],
    [{ kind: 'invalid-token' }, 401, 0],
    [{ kind: 'malformed' }, 200, 1],
    [{ kind: 'status', status: 502, body: '<html>Bad gateway</html>' }, 502, 0],
    [{ kind: 'status', status: 500, after: true }, 500, 1],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '7' }, body: { error: 'Too many requests' } }, 429, 0],
  ])('%j', async (fault, wanted, effects) => {
    server.faults.order('POST', ROUTE, fault);

    const keepsWaiting = fault.kind === 'hang' || (fault.kind === 'slow' && wanted === 'no answer');
    const met = await post('Hello', keepsWaiting ? SHORT_MS : LONG_MS);
    const next = await post('Next');

    expect(met === 'no answer' ? met : met.status).toBe(wanted);
    expect(next).toMatchObject({ status: 200 });
    expect(server.received().filter((status) => status.text === 'Hello')).toHaveLength(effects);
  });

  test('answers as the network would', async () => {
    server.faults.order('POST', ROUTE, { kind: 'invalid-token' });
    const refused = await post('Hello');
    if (refused === 'no answer') throw new Error(refused);
    expect(JSON.parse(refused.body)).toEqual({ error: 'The access token is invalid' });
    expect(refused.headers.get('www-authenticate')).toContain('invalid_token');

    server.faults.order('POST', ROUTE, { kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    const slow = await post('Hello');
    expect(slow !== 'no answer' && slow.headers.get('retry-after')).toBe('7');

    server.faults.order('POST', ROUTE, { kind: 'malformed' });
    const half = await post('Hello');
    expect(() => JSON.parse(half === 'no answer' ? '{}' : half.body) as unknown).toThrow(SyntaxError);
  });
});

describe('which request meets it', () => {
  const status = (code: number): Fault => ({ kind: 'status', status: code });

  async function codes(requests: number): Promise<(number | string)[]> {
    const seen: (number | string)[] = [];
    for (let n = 0; n < requests; n += 1) {
      const answer = await post(`Number ${n}`);
      seen.push(answer === 'no answer' ? answer : answer.status);
    }
    return seen;
  }

  test('the n-th on that route', async () => {
    server.faults.order('POST', ROUTE, status(503), { nth: 2 });
    expect(await codes(3)).toEqual([200, 503, 200]);
  });

  test('several in a row', async () => {
    server.faults.order('POST', ROUTE, status(503), { times: 2 });
    expect(await codes(3)).toEqual([503, 503, 200]);
  });

  test('orders wait for each other', async () => {
    server.faults.order('POST', ROUTE, status(500));
    server.faults.order('POST', ROUTE, status(502));
    server.faults.order('POST', ROUTE, status(503), { nth: 4 });
    expect(await codes(5)).toEqual([500, 502, 200, 503, 200]);
  });

  test('by method and path, with names and a star', async () => {
    server.faults.order('GET', '/api/v1/statuses/:id', status(418));
    server.faults.order('GET', '/api/v2/*', status(419));
    const ask = async (path: string): Promise<number> => (await fetch(server.url + path)).status;

    expect(await ask('/api/v1/instance?x=1')).toBe(200);
    expect(await ask('/api/v1/statuses/1/context')).toBe(404);
    expect(await ask('/api/v1/statuses/1?x=1')).toBe(418);
    expect(await ask('/api/v2/instance')).toBe(419);
  });

  test('none, once they are cleared', async () => {
    server.faults.order('POST', ROUTE, status(503));
    server.faults.clear();
    expect(await codes(1)).toEqual([200]);
  });

  test('and every request that arrived is remembered with what met it', async () => {
    server.faults.order('POST', ROUTE, status(503));
    await codes(2);
    expect(server.faults.seen()).toMatchObject([
      { method: 'POST', path: ROUTE, fault: 'status' },
      { method: 'POST', path: ROUTE },
    ]);
    expect(server.faults.seen()[1]).not.toHaveProperty('fault');
  });
});

describe('from another process', () => {
  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  test('trouble is ordered, listed, met and cleared', async () => {
    const at = `${server.url}/__faults`;
    await fetch(at, json({ method: 'post', path: ROUTE, fault: { kind: 'status', status: 503 }, times: 5 }));
    expect(await (await fetch(at)).json()).toMatchObject([{ method: 'POST', path: ROUTE, times: 5 }]);
    expect(await post('Hello')).toMatchObject({ status: 503 });
    await fetch(at, { method: 'DELETE' });
    expect(await post('Hello')).toMatchObject({ status: 200 });
  });

  test('nonsense is refused', async () => {
    const refused = await fetch(
      `${server.url}/__faults`,
      json({ method: 'POST', path: ROUTE, fault: { kind: 'earthquake' } }),
    );
    expect(refused.status).toBe(400);
  });

  test('what arrived is listed', async () => {
    await post('Hello');
    expect(await (await fetch(`${server.url}/__received`)).json()).toMatchObject([
      { text: 'Hello', username: 'alice' },
    ]);
  });
});

test('stopping ends what hangs', async () => {
  server.faults.order('POST', ROUTE, { kind: 'hang' });
  server.faults.order('POST', ROUTE, { kind: 'slow', ms: 60_000 });
  server.faults.order('POST', ROUTE, { kind: 'hang', after: true });
  const waiting = Promise.all([post('1', 30_000), post('2', 30_000), post('3', 30_000)]);
  await new Promise((done) => setTimeout(done, 100));

  const before = performance.now();
  await server.stop();

  expect(await waiting).toEqual(['no answer', 'no answer', 'no answer']);
  expect(performance.now() - before).toBeLessThan(2_000);
});
