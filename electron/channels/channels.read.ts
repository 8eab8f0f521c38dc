import { channel as channelSchema, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { Account } from '#shared/platforms/platform.ts';
import { endOfSignIn } from '#electron/channels/end-of-sign-in.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface ChannelRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly platform: string;
  readonly remote_id: string;
  readonly handle: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
  readonly server: string;
  readonly profile_url: string;
  readonly limits_json: string;
  readonly state: string;
  readonly expires_at: number | null;
  readonly connected_at: number;
  readonly defaults_json: string;
  readonly paused_because: string | null;
  readonly quota_json: string | null;
}

/** One channel, whatever its state. */
export function channelById(db: ReadDb, id: ChannelId): Channel | undefined {
  const row = db.prepare<[string], ChannelRow>('SELECT * FROM channels WHERE id = ?').get(id);
  return row && parseChannel(row);
}

/** All channels of a workspace, disconnected ones included, in the order they were connected. */
export function channelsOf(db: ReadDb, workspace: WorkspaceId): Channel[] {
  return db
    .prepare<[string], ChannelRow>('SELECT * FROM channels WHERE workspace_id = ? ORDER BY connected_at, id')
    .all(workspace)
    .flatMap((row) => parseChannel(row) ?? []);
}

/** The same as a window shows them: with the end of their sign-ins where that says something to a person. */
export function channelsShown(db: ReadDb, workspace: WorkspaceId): Channel[] {
  return channelsOf(db, workspace).map((channel) => {
    const { expiresAt: _tokens, ...stays } = channel;
    return endOfSignIn(channel) === undefined ? stays : channel;
  });
}

/** Channels in use whose sign-in ends one day. */
export function signInsThatEnd(db: ReadDb): Channel[] {
  return db
    .prepare<[], ChannelRow>(
      `SELECT * FROM channels WHERE expires_at IS NOT NULL AND state IN ('connected', 'paused') ORDER BY expires_at`,
    )
    .all()
    .flatMap((row) => parseChannel(row) ?? []);
}

/** The channel of an account: one account is one channel of a workspace. */
export function channelOfAccount(
  db: ReadDb,
  workspace: WorkspaceId,
  platform: PlatformId,
  account: Pick<Account, 'server' | 'remoteId'>,
): Channel | undefined {
  const row = db
    .prepare<string[], ChannelRow>(
      'SELECT * FROM channels WHERE workspace_id = ? AND platform = ? AND server = ? AND remote_id = ?',
    )
    .get(workspace, platform, account.server, account.remoteId);
  return row && parseChannel(row);
}

/** `undefined` for a row that cannot be read: one bad row stops nothing else. */
function parseChannel(row: ChannelRow): Channel | undefined {
  const parsed = channelSchema.safeParse({
    id: row.id,
    workspace: row.workspace_id,
    platform: row.platform,
    remoteId: row.remote_id,
    handle: row.handle,
    displayName: row.display_name,
    server: row.server,
    profileUrl: row.profile_url,
    limits: JSON.parse(row.limits_json) as unknown,
    state: row.state,
    connectedAt: row.connected_at,
    defaults: JSON.parse(row.defaults_json) as unknown,
    ...(row.avatar_url === null ? {} : { avatarUrl: row.avatar_url }),
    ...(row.paused_because === null ? {} : { pausedBecause: row.paused_because }),
    ...(row.quota_json === null ? {} : { quota: JSON.parse(row.quota_json) as unknown }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  });
  return parsed.success ? parsed.data : undefined;
}

/** The address of a server that a connected channel is on, where there is one. */
export function serverOfAChannel(db: ReadDb): string | undefined {
  const row = db
    .prepare<[], { server: string }>(
      `SELECT server FROM channels WHERE state = 'connected' ORDER BY connected_at LIMIT 1`,
    )
    .get();
  return row !== undefined && URL.canParse(row.server) ? new URL(row.server).href : undefined;
}
