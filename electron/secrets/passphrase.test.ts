import { expect, test } from 'vitest';
import { keyFrom, keyRecipe, newRecipe, openWith, sealWith, type KeyRecipe } from '#electron/secrets/passphrase.ts';

/** Node's word for a tag that does not fit, or ours for what was never sealed. */
const NOT_OPENED = /unable to authenticate data|not a sealed thing/;

/** Real recipes take 128 MiB; what is tried here does not depend on that. */
const quick: KeyRecipe = { ...newRecipe(), N: 2 ** 14, r: 1 };

test('the recipe costs what OWASP asks for, and is read back as written', () => {
  const recipe = newRecipe();
  expect(recipe).toMatchObject({ kdf: 'scrypt', N: 131_072, r: 8, p: 1 });
  expect(keyRecipe.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

test('a recipe that would take all memory is not followed', () => {
  expect(keyRecipe.safeParse({ ...newRecipe(), N: 2 ** 30 }).success).toBe(false);
});

test('what one key seals, only it opens', async () => {
  const [mine, other] = await Promise.all([keyFrom('passphrase', quick), keyFrom('Passphrase', quick)]);
  const sealed = sealWith(mine, 'name', 'grüße');
  expect(openWith(mine, 'name', sealed)).toBe('grüße');
  expect(() => openWith(other, 'name', sealed)).toThrow(NOT_OPENED);
});

test('every changed byte, and another name, is noticed', async () => {
  const key = await keyFrom('passphrase', quick);
  const sealed = sealWith(key, 'name', 'text');
  expect(() => openWith(key, 'other name', sealed)).toThrow(NOT_OPENED);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.with(at, (sealed[at] ?? 0) ^ 1);
    expect(() => openWith(key, 'name', changed), `byte ${at}`).toThrow(NOT_OPENED);
  }
  expect(() => openWith(key, 'name', sealed.subarray(0, 20))).toThrow(NOT_OPENED);
});

test('a passphrase typed as composed or as combining characters is the same one', async () => {
  expect(await keyFrom('caf\u00e9', quick)).toEqual(await keyFrom('cafe\u0301', quick));
});

test('the same text is never sealed into the same bytes', async () => {
  const key = await keyFrom('passphrase', quick);
  expect(sealWith(key, 'name', 'text')).not.toEqual(sealWith(key, 'name', 'text'));
});
