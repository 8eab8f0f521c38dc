import { randomBytes } from 'node:crypto';
import { openWith, sealWith } from '#electron/secrets/passphrase.ts';
import type { Keychain } from '#electron/secrets/safe-storage.ts';

const KEY_BYTES = 32;
const NAME = 'this run';

/**
 * A keychain whose key is made for this run and kept nowhere: what it seals can never be opened again once Postwright has
 * ended. For the practice workspace, which is forgotten by then, so that nobody is asked for a passphrase to try
 * something out.
 */
export function keyOfThisRun(): Keychain {
  const key = randomBytes(KEY_BYTES);
  return {
    backend: NAME,
    isSafe: true,
    seal: (text) => sealWith(key, NAME, text),
    open: (sealed) => openWith(key, NAME, sealed),
  };
}
