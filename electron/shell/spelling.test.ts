import { expect, test } from 'vitest';
import type { Session } from 'electron';
import { checkSpelling, dictionariesFor } from '#electron/shell/spelling.ts';

const AVAILABLE = ['de', 'en-GB', 'en-US', 'es', 'pt-BR'];

test.each([
  [
    ['de-AT', 'en-GB'],
    ['de', 'en-GB'],
  ],
  [['en', 'en-NZ'], ['en-GB']],
  [['pt'], ['pt-BR']],
  [['tlh'], []],
  [['DE', 'de-DE'], ['de']],
])('a system that speaks %s is checked with %s', (languages, dictionaries) => {
  expect(dictionariesFor(languages, AVAILABLE)).toEqual(dictionaries);
});

test('off means that no dictionary is asked for; on, those that were chosen', () => {
  const done: unknown[] = [];
  const session = {
    availableSpellCheckerLanguages: AVAILABLE,
    setSpellCheckerEnabled: (isOn: boolean) => done.push(isOn),
    setSpellCheckerLanguages: (languages: string[]) => done.push(languages),
  } as unknown as Session;
  checkSpelling(session, ['de-AT'], { isOn: false, languages: ['es'] });
  checkSpelling(session, ['de-AT'], { isOn: true, languages: ['es'] });
  checkSpelling(session, ['de-AT'], { isOn: true, languages: [] });
  expect(done).toEqual([false, [], ['es'], true, ['de'], true]);
});
