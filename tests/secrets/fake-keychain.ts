import type { Keychain } from '#electron/secrets/safe-storage.ts';

/** A keychain that seals so that a test sees the difference and can take the key away. */
export interface FakeKeychain extends Keychain {
  /** The person reinstalled the system, or reset their keychain: nothing sealed before opens. */
  loseKey(): void;
}

export function fakeKeychain(given: { backend?: string; isSafe?: boolean } = {}): FakeKeychain {
  let key = 0x5a;
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ key);
  return {
    backend: given.backend ?? 'fake',
    isSafe: given.isSafe ?? true,
    seal: (text) => turned(new TextEncoder().encode(`v1${text}`)),
    open: (sealed) => {
      const text = new TextDecoder().decode(turned(sealed));
      if (!text.startsWith('v1')) throw new Error('cannot decrypt');
      return text.slice(2);
    },
    loseKey: () => {
      key += 1;
    },
  };
}

/** A computer without a usable keychain, such as Linux without a keyring. */
export function noKeychain(): FakeKeychain {
  return fakeKeychain({ backend: 'basic_text', isSafe: false });
}
