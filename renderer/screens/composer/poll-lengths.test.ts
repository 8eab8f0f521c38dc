import { expect, test } from 'vitest';
import { newPoll, pollLengths, tightest } from './poll-lengths.ts';

const ANY = { leastAnswers: 2, mostAnswers: 4, longestAnswer: 25, minutes: { least: 5, most: 10_080 } };
const DAYS = { leastAnswers: 2, mostAnswers: 5, longestAnswer: 30, minutes: [1440, 4320, 10_080, 20_160] };

test('a poll for several networks keeps to what all of them take', () => {
  expect(tightest([ANY, DAYS])).toEqual({
    leastAnswers: 2,
    mostAnswers: 4,
    longestAnswer: 25,
    minutes: [1440, 4320, 10_080],
  });
  expect(tightest([])).toBeUndefined();
});

test('a new poll has as many empty answers as it needs and runs a day', () => {
  expect(newPoll(ANY)).toEqual({ answers: ['', ''], minutes: 1440 });
});

test('the lengths are in words, and a length from elsewhere stays choosable', () => {
  expect(pollLengths(DAYS, 4320).map((one) => one.label)).toEqual(['1 day', '3 days', '7 days', '14 days']);
  expect(pollLengths(DAYS, 90)[0]).toEqual({ value: '90', label: '90 minutes' });
});
