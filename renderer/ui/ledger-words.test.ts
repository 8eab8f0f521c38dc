import { expect, test } from 'vitest';
import { LEDGER_EVENTS } from '#shared/publishing/ledger.ts';
import { t } from '../text/t.ts';
import { eventDetails, eventTitle, eventTone } from './ledger-words.ts';

const line = (
  event: (typeof LEDGER_EVENTS)[number],
  details: Record<string, unknown> = {},
): Parameters<typeof eventTitle>[0] => ({ seq: 1, at: 0, event, details });
const moment = (at: number): string => `moment ${at}`;

test.each(LEDGER_EVENTS)('%s has words and a colour', (event) => {
  expect(eventTitle(line(event)).length).toBeGreaterThan(3);
  expect(eventTone(line(event))).toBeTruthy();
});

test('a step says which it was', () => {
  expect(eventTitle(line('step-started', { step: 'media/0' }))).toMatch(/image 1/);
  expect(eventTitle(line('step-finished', { step: 'something-new' }))).toMatch(/something-new/);
});

test('a failure is told as its sentence', () => {
  const details = eventDetails(
    line('failed', { code: 'publish.refused', about: { platform: 'X', answer: 'too long' } }),
    moment,
  );
  expect(details).toEqual(['X refused this post: too long']);
});

test('a request is one line without its question mark', () => {
  const details = { method: 'POST', url: 'https://a.example/api/v1/statuses?secret=1', status: 200 };
  expect(eventDetails(line('request', details), moment)).toEqual([
    t.ledger.request('POST', 'a.example/api/v1/statuses', '200'),
  ]);
});

test('moments are told as moments', () => {
  expect(eventDetails(line('put-back', { runAt: 5 }), moment)).toEqual([t.ledger.nextTry('moment 5')]);
});
