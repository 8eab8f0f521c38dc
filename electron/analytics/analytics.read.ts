import { z } from 'zod';
import { instantsOf, periodBefore, type DateRange } from '#shared/analytics/date-range.ts';
import type { MeasuredPost } from '#shared/analytics/measures.ts';
import type { ReportSource } from '#shared/analytics/report.ts';
import type { ChannelId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import { METRIC_NAMES, type Metrics } from '#shared/publishing/metrics.ts';
import { channelsOf } from '#electron/channels/channels.read.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { postById } from '#electron/posts/posts.read.ts';

export interface Wanted {
  readonly workspace: WorkspaceId;
  readonly zone: string;
  readonly range: DateRange;
  /** None: all. */
  readonly channels: readonly ChannelId[];
}

const EXCERPT = 140;

/** `metrics` once more, as zod reads it several times faster: a year has ten thousand of them. */
const storedMetrics = z.object(Object.fromEntries(METRIC_NAMES.map((name) => [name, z.int().min(0).optional()])));

/** What a report is made of, as it is now. */
export function reportSource(db: ReadDb, wanted: Wanted): ReportSource {
  const { zone, range, channels } = wanted;
  const { from } = instantsOf(periodBefore(range), zone);
  const { until } = instantsOf(range, zone);
  const chosen = new Set(channels);
  const isChosen = (channel: ChannelId): boolean => chosen.size === 0 || chosen.has(channel);
  const posts = measuredPosts(db, wanted.workspace, from, until).filter(({ channel }) => isChosen(channel));
  const active = new Set(posts.map(({ channel }) => channel));
  const labels = labelsByPost(db, wanted.workspace);
  return {
    zone,
    posts,
    labelsOf: (post) => labels.get(post) ?? [],
    excerptOf: ({ post, channel }) => firstWords(db, post, channel),
    followersOf: (channel) => followersOf(db, channel, instantsOf(range, zone)),
    channels: channelsOf(db, wanted.workspace)
      .filter(({ id, state }) => isChosen(id) && (state !== 'disconnected' || active.has(id)))
      .map(({ id }) => id),
  };
}

interface Row extends Omit<MeasuredPost, 'reading'> {
  readonly ageMs: number | null;
  readonly metricsJson: string | null;
}

/** What went out from `from` until before `until`, with the newest reading of each. */
export function measuredPosts(db: ReadDb, workspace: WorkspaceId, from: number, until: number): MeasuredPost[] {
  return db
    .prepare<[string, number, number], Row>(
      `SELECT p.id AS publication, p.post_id AS post, p.channel_id AS channel, p.platform, p.out_since AS publishedAt,
              r.age_ms AS ageMs, r.metrics_json AS metricsJson
         FROM publications p LEFT JOIN metric_readings r ON r.publication_id = p.id
          AND r.age_ms = (SELECT max(age_ms) FROM metric_readings WHERE publication_id = p.id)
        WHERE p.workspace_id = ? AND p.out_since >= ? AND p.out_since < ?`,
    )
    .all(workspace, from, until)
    .map(({ publication, post, channel, platform, publishedAt, ageMs, metricsJson }) => {
      // Named one by one: copying the rest of a row takes longer than reading it.
      return { publication, post, channel, platform, publishedAt, reading: readingOf(ageMs, metricsJson) };
    });
}

/** The newest reading of each of these that has one. */
export function newestReadings(
  db: ReadDb,
  publications: readonly PublicationId[],
): { publication: PublicationId; metrics: Metrics }[] {
  const newest = db.prepare<[string], { ageMs: number; json: string }>(
    `SELECT age_ms AS ageMs, metrics_json AS json FROM metric_readings
      WHERE publication_id = ? ORDER BY age_ms DESC LIMIT 1`,
  );
  return publications.flatMap((publication) => {
    const row = newest.get(publication);
    const reading = row && readingOf(row.ageMs, row.json);
    return reading === undefined ? [] : [{ publication, metrics: reading.metrics }];
  });
}

/** A row that cannot be read tells nothing, and stops nothing else. */
function readingOf(ageMs: number | null, json: string | null): MeasuredPost['reading'] {
  if (ageMs === null || json === null) return undefined;
  const parsed = storedMetrics.safeParse(JSON.parse(json));
  return parsed.success ? { ageMs, metrics: parsed.data } : undefined;
}

export function labelsByPost(db: ReadDb, workspace: WorkspaceId): ReadonlyMap<PostId, readonly string[]> {
  const rows = db
    .prepare<[string], { post: PostId; name: string }>(
      `SELECT l.name, pl.post_id AS post FROM labels l JOIN post_labels pl ON pl.label_id = l.id
        WHERE l.workspace_id = ? AND l.deleted_at IS NULL ORDER BY l.name`,
    )
    .all(workspace);
  const labels = new Map<PostId, string[]>();
  for (const { post, name } of rows) labels.set(post, [...(labels.get(post) ?? []), name]);
  return labels;
}

export function firstWords(db: ReadDb, id: PostId, channel: ChannelId): string {
  const post = postById(db, id);
  return post === undefined ? '' : excerptOf(segmentsFor(post, channel), EXCERPT);
}

function followersOf(
  db: ReadDb,
  channel: ChannelId,
  { from, until }: { from: number; until: number },
): ReturnType<ReportSource['followersOf']> {
  const one = (order: 'ASC' | 'DESC', since: number): { at: number; count: number } | undefined =>
    db
      .prepare<[string, number, number], { at: number; count: number }>(
        `SELECT at, followers AS count FROM follower_readings
          WHERE channel_id = ? AND at >= ? AND at < ? ORDER BY at ${order} LIMIT 1`,
      )
      .get(channel, since, until);
  const newest = one('DESC', 0);
  if (newest === undefined) return undefined;
  const first = one('ASC', from);
  return { ...newest, ...(first !== undefined && first.at < newest.at && { first: first.count }) };
}
