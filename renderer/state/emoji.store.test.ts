import { beforeEach, expect, test, vi } from 'vitest';

// Somebody looks for an emoji with a word of their own language, or with the English one of other programs.

const LOAF = '\u{1F35E}';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  return () => vi.unstubAllGlobals();
});

async function speaking(language: 'en' | 'de' | 'es') {
  const { speak } = await import('#shared/text/spoken.ts');
  speak(language, [language]);
  return import('./emoji.store.ts');
}

test.each([
  ['de', 'Brot'],
  ['de', 'bread'],
  ['es', 'pan'],
  ['es', 'bread'],
  ['en', 'bread'],
] as const)('in %s, %s finds the loaf', async (language, word) => {
  const { emojiData, findEmoji } = await speaking(language);
  expect(findEmoji(await emojiData(), word, 24).map(({ emoji }) => emoji)).toContain(LOAF);
});

test('in German the groups have German names', async () => {
  const { emojiData } = await speaking('de');
  const names = (await emojiData()).categories.map(({ label }) => label);
  expect(names).toContain('Smileys & Emotionen');
});
