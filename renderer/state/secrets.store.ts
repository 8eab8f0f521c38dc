import { create } from 'zustand';
import type { VaultState } from '#shared/ipc/secrets.calls.ts';
import { call } from '../ipc.ts';

interface SecretsState {
  readonly vault: VaultState | undefined;
}

export const useSecrets = create<SecretsState>(() => ({ vault: undefined }));

export async function readSecrets(): Promise<void> {
  const { state } = await call('secrets.state', undefined);
  useSecrets.setState({ vault: state });
}

/** Throws `Failure` (`vault.wrong-passphrase`). */
export async function sealWithPassphrase(passphrase: string): Promise<void> {
  await call('secrets.usePassphrase', { passphrase });
}

export async function keepInMemory(): Promise<void> {
  await call('secrets.useMemory', undefined);
}
