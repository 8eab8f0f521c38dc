import { safeStorage } from 'electron';

/** The operating system's keychain, as the vault needs it. */
export interface Keychain {
  /** Which store seals, for the log: `gnome_libsecret`, `kwallet6`, `keychain`, `dpapi`, `basic_text`, … */
  readonly backend: string;
  /** It really protects: what it seals can be opened by this person on this computer only. */
  readonly isSafe: boolean;
  seal(text: string): Uint8Array;
  /** Throws when it cannot be opened (any more). */
  open(sealed: Uint8Array): string;
}

/** Linux backends that store the key in the open, or that could not be recognised. */
const UNSAFE_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** The system's keychain, asked for when somebody needs it: the system takes its time. To be used once the app is ready. */
export function systemKeychain(platform: NodeJS.Platform): Keychain {
  let answer: Pick<Keychain, 'backend' | 'isSafe'> | undefined;
  const asked = (): Pick<Keychain, 'backend' | 'isSafe'> => (answer ??= ask(platform));
  return {
    get backend() {
      return asked().backend;
    },
    get isSafe() {
      return asked().isSafe;
    },
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  };
}

function ask(platform: NodeJS.Platform): Pick<Keychain, 'backend' | 'isSafe'> {
  const backend =
    platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform === 'win32' ? 'dpapi' : 'keychain';
  return { backend, isSafe: safeStorage.isEncryptionAvailable() && !UNSAFE_BACKENDS.has(backend) };
}
