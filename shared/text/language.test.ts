import { afterEach, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { problemSentence, sizeText } from '#shared/posts/draft-problems.ts';
import { languageFor, localeFor } from '#shared/text/language.ts';
import { mirroredWords } from '#shared/text/mirrored.ts';
import { choiceWords } from '#shared/text/phrases.ts';
import { programWords } from '#shared/text/program-words.ts';
import { anyOf, speak } from '#shared/text/spoken.ts';

afterEach(() => speak('en', []));

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['fr-FR', 'es-MX'], 'es'],
  ['system', ['fr-FR'], 'en'],
  ['system', [], 'en'],
  ['es', ['de-DE'], 'es'],
] as const)('who chose %s on a system that speaks %j hears %s', (choice, wishes, heard) => {
  expect(languageFor(choice, wishes)).toBe(heard);
});

test.each([
  ['de', ['en-US', 'de-CH'], 'de-CH'],
  ['de', ['en-US'], 'de-DE'],
  ['en', ['de-DE', 'en-US'], 'en-US'],
  ['es', [], 'es-ES'],
] as const)('%s on a system that speaks %j writes its dates as %s does', (language, wishes, locale) => {
  expect(localeFor(language, wishes)).toBe(locale);
});

test('a failure, a rule and a choice of a network are said in the language that is spoken', () => {
  const failure = { code: 'publish.refused', about: { platform: 'Mastodon', answer: 'Too long' } } as const;
  const about = { option: 'Poll', reason: 'two of its answers are the same.' };
  const problem = { code: 'option.not-possible', severity: 'stops', about } as const;
  speak('de', []);
  expect(sentenceOf(failure)).toBe('Mastodon hat diesen Beitrag abgelehnt: Too long');
  expect(problemSentence(problem)).toBe('Umfrage: Zwei ihrer Antworten sind gleich.');
  expect(choiceWords({ value: 'cy', label: 'Welsh' })).toBe('Walisisch');
  expect([sizeText(3_565_158), anyOf(['MP4', 'MOV', 'WebM'])]).toEqual(['3,4 MB', 'MP4, MOV oder WebM']);
  speak('es', []);
  expect(sentenceOf(failure)).toBe('Mastodon rechazó esta publicación: Too long');
  expect(choiceWords({ value: 'private', label: 'Followers only' })).toBe('Solo seguidores');
});

test('one and several are said as each language says them', () => {
  const due = (posts: number, minutes: number): string => programWords().quitting.due(posts, minutes);
  speak('de', []);
  expect([due(1, 1), due(3, 5)]).toEqual([
    'Ein Beitrag ist in einer Minute fällig.',
    '3 Beiträge sind in der nächsten Stunde fällig, der erste in 5 Minuten.',
  ]);
  speak('es', []);
  expect(due(1, 0)).toBe('Hay una publicación que sale ahora.');
});

test('mirrored words are at least 40 % longer, and end as they did', () => {
  for (const words of ['New post', 'Your sign-ins are locked', 'Plan']) {
    expect(mirroredWords(words).length).toBeGreaterThanOrEqual(words.length * 1.4);
    expect(mirroredWords(words).endsWith(` ${words}`)).toBe(true);
  }
});
