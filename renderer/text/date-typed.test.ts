import { afterEach, describe, expect, test } from 'vitest';
import { speak } from '#shared/text/spoken.ts';
import { dateTyped, fieldFormat } from './date-typed.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0); // a Sunday, 13:00 in Berlin

const typed = (words: string, toward?: 'ahead' | 'back'): string | null =>
  dateTyped(words, 'Europe/Berlin', NOW, toward);

afterEach(() => speak('en', []));

test.each([
  ['2026-11-24', '2026-11-24'],
  ['24.11.2026', '2026-11-24'],
  ['24 Nov 2026', '2026-11-24'],
  ['Nov 24, 2026', '2026-11-24'],
  ['24 Nov', '2026-11-24'],
  ['Nov 24', '2026-11-24'],
  ['3 Feb', '2027-02-03'],
  ['tomorrow', '2026-11-23'],
  ['24.11.', '2026-11-24'],
  ['31/2/2027', null],
  ['24/11/2026 9:00', null],
  ['soon', null],
])('a person who types %s means %s', (words, date) => {
  expect(typed(words)).toBe(date);
});

describe('the first number is', () => {
  test.each([
    ['en-GB', '3/4/2027', '2027-04-03'],
    ['en-US', '3/4/2027', '2027-03-04'],
    ['en-US', '3/4/27', '2027-03-04'],
    ['en-US', '3-4-2027', '2027-03-04'],
    ['en-DE', '3.4.2027', '2027-04-03'],
    ['en-GB', '12/1', '2027-01-12'],
    ['en-US', '12/1', '2026-12-01'],
  ] as const)('for somebody of %s who types %s in %s', (country, words, date) => {
    speak('en', [country]);
    expect(typed(words)).toBe(date);
  });

  test('the day in Spain and the month in Puerto Rico', () => {
    speak('es', ['es-ES']);
    expect(typed('3/4/2027')).toBe('2027-04-03');
    speak('es', ['es-PR']);
    expect(typed('3/4/2027')).toBe('2027-03-04');
  });

  test('the day everywhere, where there is no such month', () => {
    speak('en', ['en-US']);
    expect(typed('24/11/2026')).toBe('2026-11-24');
    speak('en', ['en-GB']);
    expect(typed('11/24/2026')).toBe('2026-11-24');
  });
});

test('where one looks back, a day without a year is the last of that name', () => {
  expect(typed('3 Feb', 'back')).toBe('2026-02-03');
  expect(typed('24 Nov', 'back')).toBe('2025-11-24');
  expect(typed('24 Nov 2026', 'back')).toBe('2026-11-24');
});

test.each([
  ['en', 'en-GB', 'Tue, 24 Nov 2026'],
  ['en', 'en-US', 'Tue, Nov 24, 2026'],
  ['de', 'de-DE', '24.11.2026'],
  ['es', 'es-MX', '24/11/2026'],
] as const)('what the field writes in %s of %s can be typed: %s', (language, country, words) => {
  speak(language, [country]);
  expect(typed(words)).toBe('2026-11-24');
});

test('the field writes as the country does', () => {
  speak('en', ['en-US']);
  expect(fieldFormat(true)).toBe('ddd, MMM D, YYYY');
  speak('en', ['en-AU']);
  expect(fieldFormat(false)).toBe('D MMM YYYY');
});
