import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';

// A key made from a passphrase (scrypt, RFC 7914), and sealing with it (AES-256-GCM, NIST SP 800-38D).
// A sealed thing is: format 1 (1 byte), nonce (12), tag (16), ciphertext. Its name is authenticated with it, so that
// one row's secret cannot be put into another's.

/** How a key was made; stored beside what it seals, so that stronger numbers can come later. */
export const keyRecipe = z.object({
  kdf: z.literal('scrypt'),
  salt: z.base64(),
  // The bounds keep a damaged or planted file from taking all memory.
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(8),
});
export type KeyRecipe = z.infer<typeof keyRecipe>;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = Buffer.from([1]);

/** N=2^17, r=8, p=1: 128 MiB and some tenths of a second (OWASP Password Storage Cheat Sheet, scrypt). */
export function newRecipe(): KeyRecipe {
  return { kdf: 'scrypt', salt: randomBytes(SALT_BYTES).toString('base64'), N: 2 ** 17, r: 8, p: 1 };
}

/** The key of a passphrase. The same characters typed on another keyboard give the same key (NFKC). */
export function keyFrom(passphrase: string, recipe: KeyRecipe): Promise<Buffer> {
  const { N, r, p } = recipe;
  // scrypt takes 128·N·r bytes; Node refuses from 32 MiB on unless allowed.
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(recipe.salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

export function sealWith(key: Buffer, name: string, text: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([FORMAT, nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key is another one, or the thing was changed or belongs to another name. */
export function openWith(key: Buffer, name: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const [format, rest] = [bytes.subarray(0, 1), bytes.subarray(1)];
  if (!format.equals(FORMAT) || rest.length < NONCE_BYTES + TAG_BYTES) {
    throw new Error('not a sealed thing');
  }
  const nonce = rest.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(name))
    .setAuthTag(rest.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(rest.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
