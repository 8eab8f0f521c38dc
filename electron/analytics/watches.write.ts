import { MOST_REFUSALS } from '#shared/analytics/patience.ts';
import type { ChannelId, PublicationId } from '#shared/ids.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** From now on its numbers are asked for; `nextAt` is `undefined` where it is too old for that. */
export function watchPublication(tx: WriteTx, id: PublicationId, channel: ChannelId, nextAt: number | undefined): void {
  tx.prepare('INSERT OR IGNORE INTO metric_watches (publication_id, channel_id, next_metrics_at) VALUES (?, ?, ?)').run(
    id,
    channel,
    nextAt ?? null,
  );
}

/** From now on its followers are counted. */
export function watchFollowers(tx: WriteTx, channel: ChannelId, nextAt: number | undefined): void {
  tx.prepare(
    `INSERT INTO channel_watches (channel_id, next_followers_at) VALUES (:channel, :nextAt)
     ON CONFLICT (channel_id) DO UPDATE SET next_followers_at = :nextAt`,
  ).run({ channel, nextAt: nextAt ?? null });
}

/** What the network told at an age. Told twice for the same age, the first stays. */
export function recordReading(
  tx: WriteTx,
  id: PublicationId,
  reading: { readonly ageMs: number; readonly metrics: Metrics },
  nextAt: number | undefined,
): void {
  tx.prepare(
    'INSERT OR IGNORE INTO metric_readings (publication_id, age_ms, at, metrics_json) VALUES (?, ?, ?, ?)',
  ).run(id, reading.ageMs, tx.now, JSON.stringify(reading.metrics));
  askNextAt(tx, id, nextAt);
  changed(tx, 'metrics', [id]);
}

export function recordFollowers(tx: WriteTx, channel: ChannelId, followers: number | undefined): void {
  if (followers === undefined) return;
  tx.prepare('INSERT OR IGNORE INTO follower_readings (channel_id, at, followers) VALUES (?, ?, ?)').run(
    channel,
    tx.now,
    followers,
  );
  changed(tx, 'metrics', [channel]);
}

/** Its numbers are asked for at `at`; never again when that is `undefined`. */
export function askNextAt(tx: WriteTx, id: PublicationId, at: number | undefined): void {
  tx.prepare('UPDATE metric_watches SET next_metrics_at = ?, refusals = 0 WHERE publication_id = ?').run(
    at ?? null,
    id,
  );
}

/** The network said no about this post: once more later, and after some times never. */
export function recordRefusal(tx: WriteTx, id: PublicationId, againAt: number): void {
  tx.prepare(
    `UPDATE metric_watches SET refusals = refusals + 1,
            next_metrics_at = CASE WHEN refusals + 1 < ${MOST_REFUSALS} THEN ? END
      WHERE publication_id = ?`,
  ).run(againAt, id);
}

/** The channel is left alone until then. */
export function restChannel(tx: WriteTx, channel: ChannelId, until: number): void {
  tx.prepare(
    `INSERT INTO channel_watches (channel_id, rest_until, troubles) VALUES (:channel, :until, 1)
     ON CONFLICT (channel_id) DO UPDATE SET rest_until = :until, troubles = troubles + 1`,
  ).run({ channel, until });
}

/** It answered: what went wrong before is forgotten. */
export function forgetTroubles(tx: WriteTx, channel: ChannelId): void {
  tx.prepare('UPDATE channel_watches SET troubles = 0, rest_until = 0 WHERE channel_id = ? AND troubles > 0').run(
    channel,
  );
}
