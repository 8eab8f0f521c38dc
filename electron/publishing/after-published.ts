import { randomUUID } from 'node:crypto';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, CommandId, PlatformId, PublicationId } from '#shared/ids.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import { segmentsFor, type Post } from '#shared/posts/post.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import type { Draft, Publication, Receipt } from '#shared/publishing/publication.ts';
import { askedByPerson } from '#electron/channels/asked-by-person.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { storePost } from '#electron/posts/posts.write.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { frozenDraft, publicationById } from '#electron/publishing/publications.read.ts';
import { recordTakenBack } from '#electron/publishing/queue/handed-over.ts';
import { startAfresh } from '#electron/publishing/queue/record-step.ts';
import { recordCorrected, recordTakenDown } from '#electron/publishing/queue/record-after.ts';

// What a person does with a post that is out. Doing any of it twice is the same as once, so nothing here needs steps:
// the network is asked first, and the library notes what it said.

export interface AfterPublishingDeps {
  readonly library: Library;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  apiFor(channel: ChannelId): Api;
}

/** Throws `publication.not-found`, `publication.wrong-state`, `publish.not-removable`, and what the network answered. */
export async function takeDown(d: AfterPublishingDeps, id: PublicationId): Promise<void> {
  const { adapter, channel, receipt } = outNow(d, id);
  const removing = adapter.remove?.bind(adapter);
  if (removing === undefined) throw new Failure('publish.not-removable', { platform: adapter.platform.name });
  await askedByPerson({ channel: channelName(channel) }, () => removing(receipt, d.apiFor(channel.id)));
  d.library.write((tx) => {
    const isTakenBack = recordTakenBack(tx, id);
    // Nothing of it is at the network any more: planned again, it begins from the start.
    if (isTakenBack) startAfresh(tx, id);
    else if (!recordTakenDown(tx, id, { ...receipt, removedAt: tx.now })) return;
    note(tx, id, 'taken-down', { permalink: receipt.permalink });
    changed(tx, 'publications', [id]);
  });
}

/**
 * Throws `publication.*`, `publish.not-editable`, `post.rule-broken`, and what the network answered. The post keeps the
 * corrected words as what this channel got.
 */
export async function correct(d: AfterPublishingDeps, id: PublicationId, texts: readonly string[]): Promise<void> {
  const { adapter, channel, receipt, publication } = outNow(d, id);
  const editing = adapter.edit?.bind(adapter);
  if (editing === undefined || publication.state !== 'published') {
    throw new Failure('publish.not-editable', { platform: adapter.platform.name });
  }
  const before = frozenDraft(d.library.read, id);
  if (before === undefined) throw new Failure('publication.wrong-state', { state: publication.state });
  const draft = withTexts(before, texts);
  const [broken] = stopping(adapter.platform.rules.check(draft, channel.limits));
  if (broken !== undefined) {
    throw new Failure('post.rule-broken', { channel: channelName(channel), problem: problemSentence(broken) });
  }
  const fresh = await askedByPerson({ channel: channelName(channel) }, () =>
    editing(receipt, draft, d.apiFor(channel.id)),
  );
  d.library.write((tx) => {
    if (!recordCorrected(tx, id, fresh, draft)) return;
    note(tx, id, 'corrected', { texts: draft.segments.map((part) => part.text) });
    const post = postById(tx, publication.post);
    if (post !== undefined) keepCorrected(tx, post, channel.id, draft);
    changed(tx, 'publications', [id]);
  });
}

/** The words of each part as they went out. Throws `publication.not-found` when nothing did. */
export function sentTexts(db: ReadDb, id: PublicationId): string[] {
  const sent = frozenDraft(db, id);
  if (sent === undefined) throw new Failure('publication.not-found');
  return sent.segments.map((part) => part.text);
}

/** Throws `publication.*`, and what the network answered. A network that tells nothing gives nothing. */
export async function metricsOf(d: AfterPublishingDeps, id: PublicationId): Promise<Metrics> {
  const { adapter, channel, receipt } = outNow(d, id);
  const telling = adapter.metrics?.bind(adapter);
  return telling === undefined
    ? {}
    : askedByPerson({ channel: channelName(channel) }, () => telling(receipt, d.apiFor(channel.id)));
}

interface OutNow {
  readonly publication: Publication;
  readonly receipt: Receipt;
  readonly adapter: Adapter;
  readonly channel: Channel;
}

function outNow(d: AfterPublishingDeps, id: PublicationId): OutNow {
  const publication = publicationById(d.library.read, id);
  if (publication === undefined) throw new Failure('publication.not-found');
  const isOut = publication.state === 'published' || publication.state === 'handed-over';
  if (!isOut || publication.receipt.removedAt !== undefined) {
    throw new Failure('publication.wrong-state', { state: isOut ? 'taken down' : publication.state });
  }
  const channel = channelById(d.library.read, publication.channel);
  const adapter = d.adapters.get(publication.platform);
  if (channel === undefined || adapter === undefined) throw new Failure('channel.not-found');
  return { publication, receipt: publication.receipt, adapter, channel };
}

function withTexts(draft: Draft, texts: readonly string[]): Draft {
  return { ...draft, segments: draft.segments.map((part, at) => ({ ...part, text: texts[at] ?? part.text })) };
}

function keepCorrected(tx: WriteTx, post: Post, channel: ChannelId, draft: Draft): void {
  const segments = segmentsFor(post, channel).map((part, at) => ({
    ...part,
    text: draft.segments[at]?.text ?? part.text,
  }));
  const corrected: Post = {
    ...post,
    variants: { ...post.variants, [channel]: segments },
    version: post.version + 1,
    updatedAt: tx.now,
  };
  storePost(tx, corrected, { command: randomUUID() as CommandId, kind: 'post.corrected' });
}
