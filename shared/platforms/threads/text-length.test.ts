import { describe, expect, test } from 'vitest';
import { linksOf } from '#shared/platforms/threads/links.ts';
import { countedLength } from '#shared/platforms/threads/text-length.ts';

// PLATFORMS.md 6.3: 500 characters, an emoji as its UTF-8 bytes; at most 5 different links.

describe('a text counts', () => {
  test.each<[what: string, text: string, counted: number]>([
    ['nothing where there is nothing', '', 0],
    ['one for each letter', 'Fresh bread', 11],
    ['one for each line end', 'a\n\nb', 4],
    ['one for a letter with an accent', 'é', 1],
    ['two for one written as two code points', 'e\u0301', 2],
    ['one for Chinese, Japanese, Korean', '日本語한', 4],
    ['one for a letter beyond the first plane', '𝒜𠮷', 2],
    ['one for a dash or a quote', '–“”…', 4],
    ['one for a digit, # and *', '1#*', 3],
    ['four for an emoji', '🥖', 4],
    ['three for one of the first plane', '☕', 3],
    ['its selector too', '❤\uFE0F', 6],
    ['its colour of skin too', '👍🏽', 8],
    ['all of a family that is joined', '👨‍👩‍👧', 18],
    ['all of a flag', '🇩🇪', 8],
    ['all of a digit in a box', '1️⃣', 7],
    ['what Unicode counts among the pictures', '©', 2],
    ['letters beside emoji as letters', 'Brot 🥖 für 2', 15],
  ])('%s', (_what, text, counted) => {
    expect(countedLength(text)).toBe(counted);
  });

  test('quickly, however long it is', () => {
    expect(countedLength('🥖é'.repeat(2_000))).toBe(10_000);
  });
});

describe('links', () => {
  test.each<[text: string, sure: number, possible: number]>([
    ['none', 0, 0],
    ['https://bakery.example', 1, 1],
    ['http://bakery.example and https://bakery.example', 2, 2],
    ['www.bakery.example', 1, 1],
    ['HTTPS://BAKERY.EXAMPLE/ and https://bakery.example', 1, 1],
    ['https://bakery.example/a, https://bakery.example/a. (https://bakery.example/a)', 1, 1],
    ['https://bakery.example/a https://bakery.example/A', 2, 2],
    ['https://bakery.example/?a=1 https://bakery.example/?a=2', 2, 2],
    ['“https://bakery.example/a”', 1, 1],
    ['bakery.example/menu', 0, 1],
    ['see bakery.example and https://bakery.example', 1, 1],
    ['anna@bakery.example', 0, 0],
    ['@anna.bakes', 0, 0],
    ['1.5 or 24.12.2026', 0, 0],
  ])('“%s”', (text, sure, possible) => {
    expect(linksOf(text, undefined)).toEqual({ sure, possible });
  });

  test('the card counts where it is another address', () => {
    expect(linksOf('https://bakery.example', 'https://bakery.example/').sure).toBe(1);
    expect(linksOf('https://bakery.example', 'https://mill.example').sure).toBe(2);
    expect(linksOf('', 'https://mill.example').sure).toBe(1);
  });
});
