import type { Handlers } from '#shared/ipc/contract.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

export const secretsHandlers = (d: { readonly vault: TokenVault }) =>
  ({
    'secrets.state': () => ({ state: d.vault.state() }),
    'secrets.usePassphrase': async ({ passphrase }) => ({ state: await d.vault.usePassphrase(passphrase) }),
    'secrets.useMemory': () => ({ state: d.vault.useMemory() }),
  }) satisfies Handlers<'secrets.'>;
