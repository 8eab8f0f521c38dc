import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import type { Sealed, TokenVault } from '#electron/secrets/token-vault.ts';

interface SealedRow {
  readonly sealed: Uint8Array;
  readonly sealed_with: Sealed['sealedWith'];
}

/** The sign-in of a channel; `undefined` when none is kept. Throws what `TokenVault.open` throws. */
export function secretsOfChannel(db: ReadDb, vault: TokenVault, channel: ChannelId): Secrets | undefined {
  const row = db
    .prepare<[string], SealedRow>('SELECT sealed, sealed_with FROM tokens WHERE channel_id = ?')
    .get(channel);
  return opened(vault, channelSecretName(channel), row);
}

/** What a server registered us as; `undefined` when it has not, or when it can no longer be read. */
export function rememberedApp(
  db: ReadDb,
  vault: TokenVault,
  platform: PlatformId,
  server: string,
): Secrets | undefined {
  const row = db
    .prepare<[string, string], SealedRow>(
      'SELECT sealed, sealed_with FROM network_apps WHERE platform = ? AND server = ?',
    )
    .get(platform, server);
  return opened(vault, appSecretName(platform, server), row);
}

/** Under which name the vault seals the sign-in of a channel. */
export function channelSecretName(channel: ChannelId): string {
  return `channel ${channel}`;
}

/** Under which name the vault seals an app registration. */
export function appSecretName(platform: PlatformId, server: string): string {
  return `app ${platform} ${server}`;
}

function opened(vault: TokenVault, name: string, row: SealedRow | undefined): Secrets | undefined {
  if (row === undefined) return vault.remembered(name);
  return vault.open(name, { sealed: row.sealed, sealedWith: row.sealed_with });
}
