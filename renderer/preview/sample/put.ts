import type { ChannelId, LabelId, PlatformId, PostId, PublicationId } from '#shared/ids.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import type { Post, Segment, SegmentId } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { toPlannedTime } from '#shared/time-zones.ts';
import { DAY, HOUR, uuid, WORKSPACE, ZONE, type Library } from './library.ts';

/** What is known of a post that is put into the library. */
export interface Written {
  readonly index: number;
  readonly segments: readonly Segment[];
  readonly channels: readonly ChannelId[];
  readonly labels?: readonly LabelId[];
  /** When it goes out, or went; a draft has none. */
  readonly at?: number;
  readonly more?: Partial<Post>;
  /** How it stands on a channel, where that does not follow from its time. */
  readonly states?: (channel: ChannelId) => Partial<Publication>;
}

/** Puts a post into the library, with its versions and, where it has a time, what became of it on each channel. */
export function put(library: Library, { index, segments, channels, labels, at, more, states }: Written): Post {
  const now = Date.now();
  const id = uuid(100_000 + index) as PostId;
  const writtenAt = Math.min(at ?? now, now) - (2 + (index % 5)) * DAY - (index % 7) * HOUR;
  const post: Post = {
    id,
    workspace: WORKSPACE,
    version: at === undefined ? 2 : 3,
    segments: [...segments],
    channels: [...channels],
    variants: {},
    firstComment: '',
    options: {},
    plan: at === undefined ? { kind: 'none' } : { kind: 'at', planned: toPlannedTime(at, ZONE), dueAt: at },
    overdue: library.workspace.overdue,
    conflicts: [],
    stage: at === undefined ? 'draft' : 'ready',
    createdAt: writtenAt,
    updatedAt: writtenAt + 24 * 60_000,
    ...more,
  };
  library.posts.set(id, post);
  library.versions.set(id, versionsOf(post));
  if (labels !== undefined && labels.length > 0) library.labelsOfPosts.set(id, [...labels]);
  if (at === undefined) return post;
  channels.forEach((channel, place) => {
    const publication = publicationOf(library, post, channel, at, index * 10 + place, states?.(channel));
    library.publications.set(publication.id, publication);
    library.ledger.set(publication.id, storyOf(publication));
  });
  return post;
}

/** A part of a post. */
export function part(index: number, text: string, media: Segment['media'] = []): Segment {
  return { id: uuid(300_000 + index) as SegmentId, text, media };
}

/** Begun, written on, and planned where it has a time. */
function versionsOf(post: Post): { version: number; at: number; command: string; post: Post }[] {
  const { createdAt, updatedAt, plan } = post;
  const draft: Post = { ...post, version: 2, plan: { kind: 'none' } };
  const begun = { ...draft, version: 1, segments: post.segments.map((one) => ({ ...one, text: begunText(one.text) })) };
  return [
    { version: 1, at: createdAt, command: 'post.create', post: begun },
    {
      version: 2,
      at: plan.kind === 'none' ? updatedAt : createdAt + 9 * 60_000,
      command: 'post.edit-text',
      post: draft,
    },
    ...(plan.kind === 'none' ? [] : [{ version: 3, at: updatedAt, command: 'post.plan', post }]),
  ];
}

function begunText(text: string): string {
  return `${text.slice(0, 24)}…`;
}

function publicationOf(
  library: Library,
  post: Post,
  channel: ChannelId,
  dueAt: number,
  index: number,
  state: Partial<Publication> = {},
): Publication {
  const now = Date.now();
  const base = {
    id: uuid(5_000_000 + index) as PublicationId,
    workspace: WORKSPACE,
    post: post.id,
    channel,
    platform: library.channels.get(channel)?.platform as PlatformId,
    dueAt,
    attempt: 0,
    changedAt: Math.min(dueAt, now) - DAY,
  };
  if (state.state !== undefined) return { ...base, ...state } as Publication;
  if (dueAt > now) return { ...base, state: 'scheduled', runAt: dueAt };
  const startedAt = dueAt + (index % 7) * 130;
  const publishedAt = startedAt + 820;
  const remoteId = `3lbq${index.toString(36)}`;
  const permalink = `https://nordlicht.example/posts/${remoteId}`;
  return {
    ...base,
    state: 'published',
    attempt: 1,
    startedAt,
    changedAt: publishedAt + 80,
    receipt: { remoteId, permalink, publishedAt, confirmedBy: 'answer', parts: [{ remoteId, permalink }] },
  };
}

/** The lines that a publication would have left in its ledger. */
function storyOf(publication: Publication): LedgerEntry[] {
  const { dueAt, changedAt, startedAt } = publication;
  const lines: [number, LedgerEntry['event'], LedgerEntry['details']][] = [[dueAt - 3 * DAY, 'planned', { dueAt }]];
  if (startedAt !== undefined) {
    lines.push([startedAt, 'claimed', { attempt: 1, lateMs: startedAt - dueAt }]);
    lines.push([startedAt + 20, 'step-started', { step: 'create' }]);
    const url = 'https://network.example/posts';
    lines.push([startedAt + 30, 'request', { method: 'POST', url, status: 200, ms: 412 }]);
  }
  if (publication.state === 'published')
    lines.push(
      [changedAt, 'step-finished', { step: 'create' }],
      [changedAt + 4, 'published', { ...publication.receipt, lateMs: 310 }],
    );
  if ('why' in publication && publication.why !== undefined && publication.state !== 'scheduled')
    lines.push([changedAt, publication.state, { ...publication.why }]);
  return lines.map(([at, event, details], seq) => ({ seq, at, event, details }));
}
