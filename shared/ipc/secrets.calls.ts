import { z } from 'zod';
import { ask } from '#shared/ipc/ask.ts';

/**
 * How sign-ins are kept: `keychain` sealed by the operating system · `passphrase` sealed with a key made from
 * a passphrase · `memory` until Postwright quits · `undecided` no keychain here, a person has to choose ·
 * `locked` a passphrase has to be entered first.
 */
export const vaultState = z.enum(['keychain', 'passphrase', 'memory', 'undecided', 'locked']);
export type VaultState = z.infer<typeof vaultState>;

export const secretsCalls = {
  'secrets.state': ask(z.void(), z.object({ state: vaultState })),
  /** Chooses or unlocks with a passphrase of at least 8 characters. */
  'secrets.usePassphrase': ask(z.object({ passphrase: z.string().min(8).max(1000) }), z.object({ state: vaultState })),
  'secrets.useMemory': ask(z.void(), z.object({ state: vaultState })),
};
