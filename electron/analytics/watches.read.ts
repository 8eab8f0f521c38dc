import type { ChannelId, PublicationId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** What is asked next: how one post is doing, or how many follow a channel. */
export type Asked =
  | { readonly kind: 'metrics'; readonly channel: ChannelId; readonly publication: PublicationId; readonly at: number }
  | { readonly kind: 'followers'; readonly channel: ChannelId; readonly at: number };

interface Row {
  readonly channel: string;
  readonly publication: string | null;
  readonly at: number;
}

/**
 * A channel with something under way or due until `:quiet` is left alone, and so are those that are not connected. The
 * end of a publication is a change, and everything is looked at again then.
 */
const MAY_ASK = `c.state = 'connected'
  AND NOT EXISTS (SELECT 1 FROM publications b WHERE b.channel_id = c.id AND b.state = 'publishing')
  AND NOT EXISTS (SELECT 1 FROM publications b WHERE b.channel_id = c.id AND b.run_at IS NOT NULL AND b.run_at <= :quiet)`;

/** The first thing to ask and when, UTC ms; `undefined` while there is nothing. CROSS JOIN begins with the few that wait. */
export function nextAsked(db: ReadDb, quietUntil: number): Asked | undefined {
  const row = db
    .prepare<[{ quiet: number }], Row>(
      `SELECT channel, publication, at FROM (
         SELECT w.channel_id AS channel, w.publication_id AS publication,
                max(w.next_metrics_at, coalesce(rest.rest_until, 0)) AS at
           FROM metric_watches w CROSS JOIN channels c LEFT JOIN channel_watches rest ON rest.channel_id = w.channel_id
          WHERE w.next_metrics_at IS NOT NULL AND c.id = w.channel_id AND ${MAY_ASK}
         UNION ALL
         SELECT rest.channel_id, NULL, max(rest.next_followers_at, rest.rest_until)
           FROM channel_watches rest CROSS JOIN channels c
          WHERE rest.next_followers_at IS NOT NULL AND c.id = rest.channel_id AND ${MAY_ASK})
        ORDER BY at, publication LIMIT 1`,
    )
    .get({ quiet: quietUntil });
  if (row === undefined) return undefined;
  const asked = { channel: row.channel as ChannelId, at: row.at };
  return row.publication === null
    ? { kind: 'followers', ...asked }
    : { kind: 'metrics', ...asked, publication: row.publication as PublicationId };
}

/** A publication that people see and that nobody watches yet. */
export interface Unwatched {
  readonly id: PublicationId;
  readonly channel: ChannelId;
  readonly platform: string;
  readonly outSince: number;
}

const UNWATCHED = `SELECT p.id, p.channel_id AS channel, p.platform, p.out_since AS outSince
   FROM publications p LEFT JOIN metric_watches w ON w.publication_id = p.id
  WHERE w.publication_id IS NULL`;

/** Of all that went out since. */
export function unwatchedSince(db: ReadDb, since: number): Unwatched[] {
  return db
    .prepare<[number], Unwatched>(
      `${UNWATCHED} AND p.workspace_id IN (SELECT id FROM workspaces) AND p.out_since IS NOT NULL AND p.out_since >= ?`,
    )
    .all(since);
}

/** Of those that just changed. */
export function unwatchedAmong(db: ReadDb, ids: readonly string[]): Unwatched[] {
  const one = db.prepare<[string], Unwatched>(`${UNWATCHED} AND p.id = ? AND p.out_since IS NOT NULL`);
  return ids.flatMap((id) => one.get(id) ?? []);
}

/** Connected channels whose followers nobody counts yet. */
export function uncountedChannels(db: ReadDb): { readonly id: ChannelId; readonly platform: string }[] {
  return db
    .prepare<[], { id: ChannelId; platform: string }>(
      `SELECT c.id, c.platform FROM channels c LEFT JOIN channel_watches rest ON rest.channel_id = c.id
        WHERE c.state = 'connected' AND rest.next_followers_at IS NULL`,
    )
    .all();
}

/** How often in a row a channel had trouble. */
export function troublesOf(db: ReadDb, channel: ChannelId): number {
  const row = db
    .prepare<[string], { troubles: number }>('SELECT troubles FROM channel_watches WHERE channel_id = ?')
    .get(channel);
  return row?.troubles ?? 0;
}
