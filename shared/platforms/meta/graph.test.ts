import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import {
  aboutOf,
  graphError,
  graphQuota,
  graphTrouble,
  graphWords,
  type Asking,
} from '#shared/platforms/meta/graph.ts';

// What Facebook, Instagram and Threads share. Which code means what is told row by row in Facebook's failures.test.ts.

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;
const SHOWS: Asking = { platform: 'Facebook', channel: 'bakery', now: NOW, shows: true };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('an error', () => {
  test('is read whatever HTTP’s status says', () => {
    const body = { error: { message: 'No', code: 100, error_subcode: 33, fbtrace_id: 'A1' } };

    expect([200, 400, 500].map((status) => graphError(answer(status, body))?.code)).toEqual([100, 100, 100]);
  });

  test.each([['{}'], ['[]'], ['"error"'], ['{"error":"no"}'], ['<html>']])('is none in %s', (body) => {
    expect(graphError(answer(400, body))).toBeUndefined();
  });

  test('names its codes and its trace for whoever asks Meta', () => {
    const body = { error: { message: 'No', code: 100, error_subcode: 33, fbtrace_id: 'A1' } };

    expect(aboutOf(answer(400, body), { ...SHOWS, file: 'a.png' })).toEqual({
      platform: 'Facebook',
      channel: 'bakery',
      answer: 'No',
      file: 'a.png',
      graphCode: 100,
      graphSubcode: 33,
      trace: 'A1',
    });
  });
});

describe('the words', () => {
  test('of a page in between are its text, without scripts and tags', () => {
    const page = '<html><style>p{}</style><script>alert(1)</script><h1>Bad</h1> <p>gateway</p></html>';

    expect(graphWords(answer(502, page))).toBe('Bad gateway');
  });

  test('are the status where there are none', () => {
    expect(graphWords(answer(503, ''))).toBe('status 503');
  });
});

describe('without a code', () => {
  test.each<[status: number, kind: string]>([
    [401, 'signed-out'],
    [429, 'temporary'],
    [400, 'maybe'],
    [404, 'maybe'],
    [500, 'maybe'],
    [200, 'maybe'],
  ])('%i is %s', (status, kind) => {
    expect(graphTrouble(answer(status, ''), SHOWS).kind).toBe(kind);
  });
});

describe('the budget', () => {
  const app = (percent: number) => ({ 'x-app-usage': JSON.stringify({ call_count: percent, total_time: 1 }) });
  const business = (usage: object) => ({ 'x-business-use-case-usage': JSON.stringify({ 17: [usage] }) });

  test('ends at 90 percent, of whatever is used most', () => {
    expect(graphQuota(answer(200, '', app(28)), NOW)?.remaining).toBe(62);
    expect(graphQuota(answer(200, '', { ...app(28), ...business({ total_cputime: 89 }) }), NOW)?.remaining).toBe(1);
    expect(graphQuota(answer(200, '', app(97)), NOW)?.remaining).toBe(0);
  });

  test('comes back when Meta says so, else in a quarter of an hour', () => {
    const usage = { call_count: 100, estimated_time_to_regain_access: 7 };

    expect(graphQuota(answer(200, '', business(usage)), NOW)?.resetAt).toBe(NOW + 7 * MINUTE);
    expect(graphQuota(answer(200, '', app(28)), NOW)?.resetAt).toBe(NOW + 15 * MINUTE);
  });

  test.each([[{}], [{ 'x-app-usage': 'soon' }], [{ 'x-business-use-case-usage': '[1]' }]])(
    'is not known from %j',
    (headers) => {
      expect(graphQuota(answer(200, '', headers), NOW)).toBeUndefined();
    },
  );
});
