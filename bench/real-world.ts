import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { ChannelId, CommandId, PlatformId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { systemClock, ZONE_RULES } from '#electron/clock.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { changePost } from '#electron/posts/change-post.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { startPublishing, type Publishing } from '#electron/publishing/start-publishing.ts';

const NETWORK = 'measured' as PlatformId;
const WORKSPACE = randomUUID() as WorkspaceId;

/** The real library, clock, scheduler and publisher, with a network that takes no time: what is left is ours. */
export interface RealWorld {
  readonly library: Library;
  readonly channels: readonly ChannelId[];
  /** Plans a post at an instant, to the millisecond. */
  plan(channel: ChannelId, dueAt: number): PostId;
  publication(post: PostId): Publication | undefined;
  /** Resolves when `count` publications have ended. */
  ended(count: number): Promise<void>;
  /** Every text that arrived at the network. */
  readonly arrived: readonly string[];
  start(): void;
  stop(): Promise<void>;
}

export function realWorld(channelCount: number): RealWorld {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-'));
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock: systemClock, onListenerError: report });
  const arrived: string[] = [];
  let endedCount = 0;
  let onEnded = (): void => undefined;
  let publishing: Publishing | undefined;

  library.write((tx) => {
    tx.prepare(
      `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Bench', 'UTC', ?, 0)`,
    ).run(WORKSPACE, JSON.stringify({ then: 'send', withinMin: 60 }));
  });
  const channels = Array.from({ length: channelCount }, (_none, index) => addChannel(library, `channel-${index}`));

  const publish: Adapter['publish'] = async (draft, run, api) => {
    const text = draft.segments[0]?.text ?? '';
    const remoteId = await run.step('create/0', 'keyed', async () => {
      arrived.push(text);
      return text;
    });
    const permalink = `https://measured.example/${encodeURIComponent(remoteId)}`;
    return { remoteId, permalink, publishedAt: api.now(), confirmedBy: 'answer', parts: [{ remoteId, permalink }] };
  };
  const adapter = {
    platform: { id: NETWORK, name: 'Measured', takes: {} },
    minGapMs: 0,
    publish,
  } as unknown as Adapter;

  return {
    library,
    channels,
    arrived,
    plan: (channel, dueAt) => planAt(library, channel, dueAt),
    publication: (post) => publicationsOfPost(library.read, post)[0],
    ended: (count) =>
      new Promise((resolve) => {
        onEnded = () => (endedCount >= count ? resolve() : undefined);
        onEnded();
      }),
    start: () => {
      publishing = startPublishing({
        library,
        clock: systemClock,
        log: { debug: () => undefined, info: () => undefined, warn: report, error: report },
        adapters: new Map([[NETWORK, adapter]]),
        apiFor: () => ({ now: () => systemClock.now() }) as unknown as Api,
        chance: () => Math.random(),
        zoneRules: ZONE_RULES,
        runningMs: () => performance.now(),
        onEnded: () => {
          endedCount += 1;
          onEnded();
        },
      });
    },
    stop: async () => {
      await publishing?.stop();
      await library.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addChannel(library: Library, handle: string): ChannelId {
  const id = randomUUID() as ChannelId;
  library.write((tx) =>
    tx
      .prepare(
        `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json, state, connected_at)
         VALUES (?, ?, ?, ?, ?, ?, 'https://measured.example', 'https://measured.example', '{}', 'connected', 0)`,
      )
      .run(id, WORKSPACE, NETWORK, handle, handle, handle),
  );
  return id;
}

function planAt(library: Library, channel: ChannelId, dueAt: number): PostId {
  const post = randomUUID() as PostId;
  const send = (command: Parameters<typeof changePost>[3]) =>
    changePost(library, { ofPost: publicationsOfPost, match: matchPublications }, randomUUID() as CommandId, command);
  const segments = [{ id: randomUUID() as SegmentId, text: `post ${post}`, media: [] }];
  send({ kind: 'post.create', post, workspace: WORKSPACE, segments, channels: [channel] });
  const wall = DateTime.fromMillis(dueAt + 3_600_000, { zone: 'UTC' }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  send({ kind: 'post.plan', post, planned: { wall, zone: 'UTC' } });
  // A plan is to the second; the measurement wants instants spread over it.
  library.write((tx) =>
    tx.prepare('UPDATE publications SET due_at = ?, run_at = ? WHERE post_id = ?').run(dueAt, dueAt, post),
  );
  return post;
}

function report(...told: unknown[]): void {
  console.error(...told);
}

/** The value below which a share of the sorted numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
