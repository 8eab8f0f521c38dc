import type { ChannelId, PlatformId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import type { WriteTx } from '#electron/db/handles.ts';

// Posts that are out, with the numbers that their networks told: what analytics is about.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** At what age the numbers were told, where the post is that old. */
const AGES = [DAY_MS, 7 * DAY_MS, 28 * DAY_MS];

export interface MeasuredChannel {
  readonly id: ChannelId;
  readonly platform: PlatformId;
  readonly handle: string;
  readonly followers?: number;
  /** How much is done with its posts; 1 is usual. */
  readonly size: number;
}

const SAYINGS = [
  'The first loaves of the new harvest are out of the oven.',
  'Open day on Saturday: come and see the wheel turn.',
  '=SUM(1,2) is how our apprentice counts rolls, and it works.',
  'Rye, spelt or emmer? Tell us what we should mill next.',
  'The stones were dressed by hand this week, as every autumn.',
  'New on the shelf: buckwheat flour, "stone-ground", from the valley.',
];

/** A channel that is paused, so that nobody asks its network. */
export function addMeasuredChannel(tx: WriteTx, workspace: WorkspaceId, channel: MeasuredChannel): void {
  tx.prepare(
    `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json, state, connected_at)
     VALUES (?, ?, ?, ?, ?, ?, 'https://a.example', 'https://a.example/me', '{}', 'paused', 1)`,
  ).run(channel.id, workspace, channel.platform, channel.id, channel.handle, channel.handle);
  if (channel.followers === undefined) return;
  const count = tx.prepare('INSERT INTO follower_readings (channel_id, at, followers) VALUES (?, ?, ?)');
  for (let day = 40; day >= 0; day -= 1) count.run(channel.id, tx.now - day * DAY_MS, channel.followers - day * 3);
}

/** The n-th post, out since `publishedAt`. Tuesdays at nine do well; the numbers are the same every time. */
export function addMeasuredPost(
  tx: WriteTx,
  workspace: WorkspaceId,
  channel: MeasuredChannel,
  n: number,
  publishedAt: number,
): void {
  const post = idOf(2, n) as PostId;
  const publication = idOf(3, n) as PublicationId;
  const plan = { kind: 'now', dueAt: publishedAt } as const;
  const written: Post = {
    id: post,
    workspace,
    version: 1,
    segments: [{ id: idOf(5, n) as SegmentId, text: SAYINGS[n % SAYINGS.length] ?? '', media: [] }],
    channels: [channel.id],
    variants: {},
    firstComment: '',
    options: {},
    plan,
    overdue: { then: 'send', withinMin: 60 },
    conflicts: [],
    stage: 'draft',
    createdAt: publishedAt,
    updatedAt: publishedAt,
  };
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, created_at, updated_at) VALUES (?, ?, 1, ?, 'now', ?, ?, ?)`,
  ).run(post, workspace, JSON.stringify(written), publishedAt, publishedAt, publishedAt);
  const permalink = `https://a.example/${n}`;
  const receipt = {
    remoteId: `${n}`,
    permalink,
    publishedAt,
    confirmedBy: 'answer',
    parts: [{ remoteId: `${n}`, permalink }],
  };
  tx.prepare(
    `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, receipt_json, changed_at)
     VALUES (?, ?, ?, ?, ?, 'published', ?, ?, ?)`,
  ).run(publication, workspace, post, channel.id, channel.platform, publishedAt, JSON.stringify(receipt), publishedAt);
  for (const ageMs of AGES.filter((age) => publishedAt + age <= tx.now)) {
    tx.prepare('INSERT INTO metric_readings (publication_id, age_ms, at, metrics_json) VALUES (?, ?, ?, ?)').run(
      publication,
      ageMs,
      publishedAt + ageMs,
      JSON.stringify(metricsOf(channel, n, publishedAt, ageMs)),
    );
  }
}

function metricsOf({ platform, size }: MeasuredChannel, n: number, publishedAt: number, ageMs: number): Metrics {
  const isBest = new Date(publishedAt).getUTCDay() === 2 && new Date(publishedAt).getUTCHours() < 10;
  const grown = size * (isBest ? 4 : 1) * (ageMs > DAY_MS ? 1.3 : 1);
  const likes = Math.round((10 + ((n * 37) % 23)) * grown);
  const answers = { likes, comments: Math.round(likes / 6), shares: Math.round(likes / 4) };
  const [first] = platform;
  // By the first letter, so that no network is named here: some tell how often a post was shown, others do not.
  return first === 'l' || first === 'x'
    ? { ...answers, impressions: likes * 31, clicks: Math.round(likes / 2) }
    : answers;
}

/** A UUID for the n-th row of a kind. */
export function idOf(kind: number, n: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
