import { z } from 'zod';
import { never } from '#shared/assert.ts';
import { Failure } from '#shared/failures.ts';
import type { VaultState } from '#shared/ipc/secrets.calls.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { keyFrom, keyRecipe, newRecipe, openWith, sealWith } from '#electron/secrets/passphrase.ts';
import type { Keychain } from '#electron/secrets/safe-storage.ts';

// Nothing secret is ever written that is not sealed. What seals is the system's keychain; where there is none, a key
// made from a passphrase, or nothing at all: then secrets live in memory until Postwright quits.

/** What a row keeps of a secret. `memory`: only that it is held by this run of the program. */
export interface Sealed {
  readonly sealed: Uint8Array;
  readonly sealedWith: 'keychain' | 'passphrase' | 'memory';
}

export interface TokenVault {
  state(): VaultState;
  /** Throws `vault.no-keychain` or `vault.locked` when nothing can be kept now. */
  mustBeOpen(): void;
  /** Chooses a passphrase, or unlocks with it. Throws `vault.wrong-passphrase`. */
  usePassphrase(passphrase: string): Promise<VaultState>;
  /** From now until quitting, what is kept is kept in memory only. */
  useMemory(): VaultState;
  /** Seals for the transaction that stores it; kept in memory, it is forgotten again when that rolls back. */
  seal(tx: WriteTx, name: string, secrets: Secrets): Sealed;
  /** Throws `vault.no-keychain`, `vault.locked`, or `vault.unreadable` when it can never be opened here any more. */
  open(name: string, kept: Sealed): Secrets;
  /** Lets go of what memory holds under a name. */
  forget(tx: WriteTx, name: string): void;
  /** What memory holds under a name. */
  remembered(name: string): Secrets | undefined;
  stop(): Promise<void>;
}

export interface VaultDeps {
  readonly library: Library;
  readonly keychain: Keychain;
  readonly log: Log;
}

/** What is known of the passphrase between runs: how its key is made, and something it sealed. */
const passphraseRecord = z.object({ recipe: keyRecipe, verifier: z.base64() });
type PassphraseRecord = z.infer<typeof passphraseRecord>;

const SETTING = 'vault.passphrase';
const VERIFIER = { name: 'vault.verifier', text: 'Postwright' };

/** A secret says whose it is, so that a row's secret cannot be moved to another row. */
const envelope = z.object({ name: z.string(), secrets: z.record(z.string(), z.unknown()) });

type Mode = { is: Exclude<VaultState, 'passphrase'> } | { is: 'passphrase'; key: Buffer };

export function startVault(d: VaultDeps): TokenVault {
  const memory = new Map<string, Secrets>();
  let found: Mode | undefined;

  return {
    state,
    mustBeOpen,
    usePassphrase,
    useMemory,
    seal,
    open,
    forget,
    remembered: (name) => memory.get(name),
    stop,
  };

  /** Found out when somebody needs it: the first look at the window does not. */
  function mode(): Mode {
    if (found !== undefined) return found;
    found = { is: firstState(d) };
    d.log.info('vault', { backend: d.keychain.backend, is: found.is });
    return found;
  }

  function state(): VaultState {
    return mode().is;
  }

  function mustBeOpen(): void {
    const { is } = mode();
    if (is === 'undecided') throw new Failure('vault.no-keychain');
    if (is === 'locked') throw new Failure('vault.locked');
  }

  async function usePassphrase(passphrase: string): Promise<VaultState> {
    if (state() === 'keychain') return 'keychain';
    const known = passphraseKnown(d.library.read);
    const key = known === undefined ? await choose(passphrase) : await unlock(passphrase, known);
    return enter({ is: 'passphrase', key });
  }

  async function choose(passphrase: string): Promise<Buffer> {
    const recipe = newRecipe();
    const key = await keyFrom(passphrase, recipe);
    const verifier = Buffer.from(sealWith(key, VERIFIER.name, VERIFIER.text)).toString('base64');
    const record: PassphraseRecord = { recipe, verifier };
    d.library.write((tx) =>
      tx.prepare('INSERT INTO settings (name, value_json) VALUES (?, ?)').run(SETTING, JSON.stringify(record)),
    );
    return key;
  }

  function useMemory(): VaultState {
    const { is } = mode();
    return is === 'keychain' || is === 'passphrase' ? is : enter({ is: 'memory' });
  }

  function enter(next: Mode): VaultState {
    found = next;
    d.log.info('vault', { is: next.is });
    d.library.write((tx) => changed(tx, 'secrets', ['vault']));
    return next.is;
  }

  function seal(tx: WriteTx, name: string, secrets: Secrets): Sealed {
    const text = JSON.stringify({ name, secrets });
    const now = mode();
    switch (now.is) {
      case 'keychain':
        return { sealed: d.keychain.seal(text), sealedWith: 'keychain' };
      case 'passphrase':
        return { sealed: sealWith(now.key, name, text), sealedWith: 'passphrase' };
      case 'memory':
        tx.afterCommit(() => memory.set(name, secrets));
        return { sealed: new Uint8Array(), sealedWith: 'memory' };
      case 'undecided':
        throw new Failure('vault.no-keychain');
      case 'locked':
        throw new Failure('vault.locked');
      default:
        return never(now);
    }
  }

  function open(name: string, kept: Sealed): Secrets {
    switch (kept.sealedWith) {
      case 'keychain':
        // Another session of the same person may have the keychain: nothing is lost yet.
        if (!d.keychain.isSafe) throw new Failure('vault.no-keychain');
        return unseal(name, () => d.keychain.open(kept.sealed));
      case 'passphrase': {
        const now = mode();
        if (now.is !== 'passphrase') throw new Failure('vault.locked');
        const { key } = now;
        return unseal(name, () => openWith(key, name, kept.sealed));
      }
      case 'memory': {
        const secrets = memory.get(name);
        if (secrets === undefined) throw new Failure('vault.unreadable', { channel: 'a channel' });
        return secrets;
      }
      default:
        return never(kept.sealedWith);
    }
  }

  function forget(tx: WriteTx, name: string): void {
    tx.afterCommit(() => memory.delete(name));
  }

  function stop(): Promise<void> {
    memory.clear();
    if (found?.is === 'passphrase') found.key.fill(0);
    found = { is: 'locked' };
    return Promise.resolve();
  }
}

function firstState(d: VaultDeps): Exclude<VaultState, 'passphrase'> {
  // A person who chose a passphrase stays with it, also when a keychain turns up later.
  if (passphraseKnown(d.library.read) !== undefined) return 'locked';
  return d.keychain.isSafe ? 'keychain' : 'undecided';
}

function passphraseKnown(db: ReadDb): PassphraseRecord | undefined {
  const row = db
    .prepare<[string], { value_json: string }>('SELECT value_json FROM settings WHERE name = ?')
    .get(SETTING);
  return row && passphraseRecord.parse(JSON.parse(row.value_json));
}

async function unlock(passphrase: string, known: PassphraseRecord): Promise<Buffer> {
  const key = await keyFrom(passphrase, known.recipe);
  try {
    openWith(key, VERIFIER.name, Buffer.from(known.verifier, 'base64'));
    return key;
  } catch (error) {
    throw new Failure('vault.wrong-passphrase', {}, { cause: error });
  }
}

function unseal(name: string, open: () => string): Secrets {
  try {
    const opened = envelope.parse(JSON.parse(open()));
    if (opened.name !== name) throw new Error('sealed for another name');
    return opened.secrets;
  } catch (error) {
    throw new Failure('vault.unreadable', { channel: 'a channel' }, { cause: error });
  }
}
