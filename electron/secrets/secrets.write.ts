import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { appSecretName, channelSecretName } from '#electron/secrets/secrets.read.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

/** Keeps the sign-in of a channel, in place of an older one. Throws `vault.no-keychain`, `vault.locked`. */
export function keepChannelSecrets(tx: WriteTx, vault: TokenVault, channel: ChannelId, secrets: Secrets): void {
  const { sealed, sealedWith } = vault.seal(tx, channelSecretName(channel), secrets);
  tx.prepare('DELETE FROM tokens WHERE channel_id = ?').run(channel);
  if (sealedWith === 'memory') return;
  tx.prepare('INSERT INTO tokens (channel_id, sealed, sealed_with, updated_at) VALUES (?, ?, ?, ?)').run(
    channel,
    sealed,
    sealedWith,
    tx.now,
  );
}

/** Lets go of the sign-in of a channel for good. */
export function forgetChannelSecrets(tx: WriteTx, vault: TokenVault, channel: ChannelId): void {
  tx.prepare('DELETE FROM tokens WHERE channel_id = ?').run(channel);
  vault.forget(tx, channelSecretName(channel));
}

/** Seals what memory holds of the channels: a person who first wanted no trace has chosen a passphrase after all. */
export function keepRemembered(tx: WriteTx, vault: TokenVault): void {
  for (const { id } of tx.prepare<[], { id: ChannelId }>('SELECT id FROM channels').all()) {
    const secrets = vault.remembered(channelSecretName(id));
    if (secrets !== undefined) keepChannelSecrets(tx, vault, id, secrets);
    if (secrets !== undefined) vault.forget(tx, channelSecretName(id));
  }
}

/** Keeps what a server registered us as. Throws `vault.no-keychain`, `vault.locked`. */
export function keepApp(tx: WriteTx, vault: TokenVault, platform: PlatformId, server: string, app: Secrets): void {
  const { sealed, sealedWith } = vault.seal(tx, appSecretName(platform, server), app);
  tx.prepare('DELETE FROM network_apps WHERE platform = ? AND server = ?').run(platform, server);
  if (sealedWith === 'memory') return;
  tx.prepare('INSERT INTO network_apps (platform, server, sealed, sealed_with, created_at) VALUES (?, ?, ?, ?, ?)').run(
    platform,
    server,
    sealed,
    sealedWith,
    tx.now,
  );
}
