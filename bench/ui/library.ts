import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { ChannelId, PlatformId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import { systemClock } from '#electron/clock.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { addMeasuredChannel, idOf } from '#tests/kit/measured-library.ts';
import { busyYear, type PlannedPost } from '#bench/ui/plan.ts';

/** One channel on each of seven networks; paused, so that nobody asks a network. */
export const CHANNELS = ['x', 'linkedin', 'facebook', 'instagram', 'threads', 'bluesky', 'mastodon'].map(
  (platform, n) => ({
    id: idOf(4, n) as ChannelId,
    platform: platform as PlatformId,
    handle: `@millhouse-${n}`,
    followers: 500 * (n + 1),
    size: 1 + n,
  }),
);

/** The label that is filtered by. */
export const LABEL = 'Bread';
const LABELS = [LABEL, 'Classes', 'Market', 'Stories', 'Orders'];

/** Writes a library with a busy year into a data folder. Answers how many posts it has. */
export async function writeBusyLibrary(userData: string, now: number): Promise<number> {
  mkdirSync(userData, { recursive: true });
  const library = openLibrary({
    path: join(userData, 'library.sqlite'),
    clock: systemClock,
    onListenerError: (error) => console.error(error),
  });
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const workspace = ensureWorkspace(library, zone);
    const plan = busyYear(now);
    library.write((tx) => {
      for (const channel of CHANNELS) addMeasuredChannel(tx, workspace, channel);
      LABELS.forEach((name, n) =>
        tx
          .prepare('INSERT INTO labels (id, workspace_id, name, color) VALUES (?, ?, ?, ?)')
          .run(idOf(6, n), workspace, name, COLORS[n]),
      );
      plan.forEach((planned, n) => addPost(tx, { workspace, zone, now }, planned, n));
    });
    return plan.length;
  } finally {
    await library.stop();
  }
}

const COLORS = ['red', 'orange', 'green', 'blue', 'violet'];

interface Where {
  readonly workspace: WorkspaceId;
  readonly zone: string;
  readonly now: number;
}

function addPost(tx: WriteTx, { workspace, zone, now }: Where, planned: PlannedPost, n: number): void {
  const id = idOf(2, n) as PostId;
  const channels = CHANNELS.filter((_channel, place) => (n + place) % 3 === 0);
  const wall = DateTime.fromMillis(planned.at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
  const created = Math.min(planned.at, now) - 86_400_000;
  const written: Post = {
    id,
    workspace,
    version: 1,
    segments: [{ id: idOf(5, n) as SegmentId, text: planned.text, media: [] }],
    channels: channels.map((channel) => channel.id),
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'at', planned: { wall, zone }, dueAt: planned.at },
    overdue: { then: 'ask' },
    conflicts: [],
    stage: 'ready',
    createdAt: created,
    updatedAt: created,
  };
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, created_at, updated_at, stage)
     VALUES (?, ?, 1, ?, 'at', ?, ?, ?, 'ready')`,
  ).run(id, workspace, JSON.stringify(written), planned.at, created, created);
  if (n % 2 === 0)
    tx.prepare('INSERT INTO post_labels (post_id, label_id) VALUES (?, ?)').run(id, idOf(6, n % LABELS.length));
  channels.forEach((channel, place) => {
    const isOut = planned.at <= now;
    const permalink = `https://a.example/${n}/${place}`;
    const receipt = {
      remoteId: `${n}-${place}`,
      permalink,
      publishedAt: planned.at,
      confirmedBy: 'answer',
      parts: [{ remoteId: `${n}-${place}`, permalink }],
    };
    tx.prepare(
      `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, run_at, receipt_json, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      idOf(3, n * 10 + place),
      workspace,
      id,
      channel.id,
      channel.platform,
      isOut ? 'published' : 'scheduled',
      planned.at,
      isOut ? null : planned.at,
      isOut ? JSON.stringify(receipt) : null,
      created,
    );
  });
}
