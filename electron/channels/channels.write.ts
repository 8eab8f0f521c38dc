import { randomUUID } from 'node:crypto';
import type { Channel, ChannelEvent, ChannelState } from '#shared/channels/channel.ts';
import type { Health } from '#shared/channels/health.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { Account, Connected } from '#shared/platforms/platform.ts';
import { channelById, channelOfAccount } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { secretsOfChannel } from '#electron/secrets/secrets.read.ts';
import { forgetChannelSecrets, keepChannelSecrets } from '#electron/secrets/secrets.write.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

/** A sign-in that succeeded, and where it belongs. */
export interface NewSignIn {
  readonly workspace: WorkspaceId;
  readonly platform: PlatformId;
  readonly connected: Connected;
}

/** Keeps a connected account and its sign-in: a new channel, or the one this account already is. */
export function keepChannel(tx: WriteTx, vault: TokenVault, signIn: NewSignIn): ChannelId {
  const { workspace, platform, connected } = signIn;
  const known = channelOfAccount(tx, workspace, platform, connected.account);
  const id = known?.id ?? (randomUUID() as ChannelId);
  if (known === undefined) insertChannel(tx, id, signIn);
  else updateAccount(tx, id, connected.account);
  tx.prepare(`UPDATE channels SET state = 'connected', paused_because = NULL, expires_at = ? WHERE id = ?`).run(
    connected.expiresAt ?? null,
    id,
  );
  keepChannelSecrets(tx, vault, id, connected.secrets);
  noteEvent(tx, id, 'connected');
  changed(tx, 'channels', [id]);
  return id;
}

/** Stores what a command decided about a channel. A disconnected one loses its sign-in. */
export function storeChannel(tx: WriteTx, vault: TokenVault, channel: Channel): void {
  setState(tx, channel.id, channel.state);
  tx.prepare('UPDATE channels SET defaults_json = ?, paused_because = ? WHERE id = ?').run(
    JSON.stringify(channel.defaults),
    channel.pausedBecause ?? null,
    channel.id,
  );
  if (channel.state === 'disconnected') forgetChannelSecrets(tx, vault, channel.id);
}

/** Keeps what the network's server allows now. */
export function keepLimits(tx: WriteTx, channel: ChannelId, limits: Account['limits']): void {
  tx.prepare('UPDATE channels SET limits_json = ? WHERE id = ?').run(JSON.stringify(limits), channel);
  changed(tx, 'channels', [channel]);
}

/** Keeps how much of what the network allows was used, as it just said. */
export function keepQuota(tx: WriteTx, channel: ChannelId, posts: NonNullable<Health['posts']>): void {
  tx.prepare('UPDATE channels SET quota_json = ? WHERE id = ?').run(JSON.stringify({ ...posts, at: tx.now }), channel);
  changed(tx, 'channels', [channel]);
}

/** The network no longer takes the sign-in: nothing goes out there until a person connects it again. */
export function markSignedOut(tx: WriteTx, channel: ChannelId): void {
  const known = channelById(tx, channel);
  if (known?.state === 'connected' || known?.state === 'paused') setState(tx, channel, 'signed-out');
}

/** Keeps renewed secrets. The last word is the library's: what was connected anew or taken off meanwhile stays so. */
export function keepRenewed(
  tx: WriteTx,
  vault: TokenVault,
  channel: ChannelId,
  fresh: { readonly secrets: Connected['secrets']; readonly expiresAt?: number },
): void {
  keepChannelSecrets(tx, vault, channel, fresh.secrets);
  tx.prepare('UPDATE channels SET expires_at = ? WHERE id = ?').run(fresh.expiresAt ?? null, channel);
  changed(tx, 'channels', [channel]);
}

/**
 * At the start: channels whose sign-in lived in memory have none any more, and say so now instead of at the next due
 * time. Gives how many.
 */
export function signOutForgotten(library: Library, vault: TokenVault): number {
  return library.write((tx) => {
    const forgotten = tx
      .prepare<[], { id: ChannelId }>(
        `SELECT id FROM channels WHERE state IN ('connected', 'paused') AND id NOT IN (SELECT channel_id FROM tokens)`,
      )
      .all()
      .filter(({ id }) => secretsOfChannel(tx, vault, id) === undefined);
    for (const { id } of forgotten) markSignedOut(tx, id);
    return forgotten.length;
  });
}

function setState(tx: WriteTx, channel: ChannelId, state: ChannelState): void {
  tx.prepare('UPDATE channels SET state = ?, expires_at = iif(?, NULL, expires_at) WHERE id = ?').run(
    state,
    state === 'disconnected' ? 1 : 0,
    channel,
  );
  noteEvent(tx, channel, state === 'connected' ? 'resumed' : state);
  changed(tx, 'channels', [channel]);
}

function noteEvent(tx: WriteTx, channel: ChannelId, event: ChannelEvent): void {
  tx.prepare('INSERT INTO channel_events (channel_id, at, event) VALUES (?, ?, ?)').run(channel, tx.now, event);
}

function insertChannel(tx: WriteTx, id: ChannelId, { workspace, platform, connected: { account } }: NewSignIn): void {
  tx.prepare(
    `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, avatar_url, server,
                           profile_url, limits_json, state, connected_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'connected', ?)`,
  ).run(
    id,
    workspace,
    platform,
    account.remoteId,
    ...shownOf(account),
    account.server,
    account.profileUrl,
    limitsOf(account),
    tx.now,
  );
}

function updateAccount(tx: WriteTx, id: ChannelId, account: Account): void {
  tx.prepare(
    'UPDATE channels SET handle = ?, display_name = ?, avatar_url = ?, profile_url = ?, limits_json = ? WHERE id = ?',
  ).run(...shownOf(account), account.profileUrl, limitsOf(account), id);
}

function shownOf(account: Account): [string, string, string | null] {
  return [account.handle, account.displayName, account.avatarUrl ?? null];
}

function limitsOf(account: Account): string {
  return JSON.stringify(account.limits);
}
