import type { Handlers } from '#shared/ipc/contract.ts';
import type { Library } from '#electron/db/handles.ts';
import { keepRemembered } from '#electron/secrets/secrets.write.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

export interface SecretsHandlingDeps {
  readonly library: Library;
  readonly vault: TokenVault;
}

/** What the window can ask of the vault: its state, never what is in it. */
export const secretsHandlers = (d: SecretsHandlingDeps) =>
  ({
    'secrets.state': () => ({ state: d.vault.state() }),
    'secrets.usePassphrase': async ({ passphrase }) => {
      const state = await d.vault.usePassphrase(passphrase);
      if (state === 'passphrase') d.library.write((tx) => keepRemembered(tx, d.vault));
      return { state };
    },
    'secrets.useMemory': () => ({ state: d.vault.useMemory() }),
  }) satisfies Handlers<'secrets.'>;
