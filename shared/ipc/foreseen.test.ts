import { expect, test } from 'vitest';
import type { Foreseen } from '#shared/ipc/bridge.ts';
import { foreseenAnswers } from '#shared/ipc/foreseen.ts';

const SETTINGS: Foreseen = { name: 'settings.read', input: undefined, answer: '"settings"' };
const NOVEMBER: Foreseen = { name: 'calendar.entries', input: { from: 1, to: 9 }, answer: '"November"' };

function notWaited(): never {
  return expect.fail('it had come');
}

test('a page that asks what was foreseen is answered with it, once', () => {
  const answers = foreseenAnswers(notWaited);
  answers.take([SETTINGS, NOVEMBER]);
  expect(answers.answerTo('settings.read', undefined)).toBe('"settings"');
  expect(answers.answerTo('calendar.entries', { from: 1, to: 9 })).toBe('"November"');
  expect(answers.isOneLeft()).toBe(false);
  expect(answers.answerTo('settings.read', undefined)).toBeUndefined();
});

test('a page that asks before the answers have come waits for them, once; those that come later are not taken', () => {
  let waited = 0;
  const answers = foreseenAnswers(() => {
    waited += 1;
    return [SETTINGS, NOVEMBER];
  });
  expect(answers.answerTo('settings.read', undefined)).toBe('"settings"');
  answers.take([{ ...NOVEMBER, answer: '"another"' }]);
  expect(answers.answerTo('calendar.entries', { from: 1, to: 9 })).toBe('"November"');
  expect(waited).toBe(1);
});

test('a page that shows another month than the last time asks for it, and is never given the old one later', () => {
  const answers = foreseenAnswers(notWaited);
  answers.take([SETTINGS, NOVEMBER]);
  expect(answers.answerTo('settings.read', undefined)).toBe('"settings"');
  expect(answers.answerTo('calendar.entries', { from: 9, to: 20 })).toBeUndefined();
  expect(answers.isOneLeft()).toBe(true);
  expect(answers.answerTo('calendar.entries', { from: 1, to: 9 })).toBeUndefined();
});

test('where nothing was foreseen everything is asked', () => {
  const answers = foreseenAnswers(() => []);
  expect(answers.answerTo('settings.read', undefined)).toBeUndefined();
  expect(answers.isOneLeft()).toBe(false);
});
