import { Failure } from '#shared/failures.ts';
import type { MediaId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { mediaKind, type MediaKind } from '#shared/media/media.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import type { PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { labelsOfPost } from '#electron/posts/labels.read.ts';
import { postById } from '#electron/posts/posts.read.ts';
import {
  correct,
  metricsOf,
  sentTexts,
  takeDown,
  type AfterPublishingDeps,
} from '#electron/publishing/after-published.ts';
import { changeAll } from '#electron/publishing/change-all.ts';
import { changePublication } from '#electron/publishing/change-publication.ts';
import { ledgerOf } from '#electron/publishing/ledger.read.ts';
import { hasShownStep } from '#electron/publishing/queue/record-step.ts';
import { channelActivity, publicationById, queuePart } from '#electron/publishing/publications.read.ts';

export interface PublishingHandling extends AfterPublishingDeps {
  readonly workspace: () => WorkspaceId;
  readonly publications: PublicationsOfPosts;
  openInBrowser(address: string): Promise<void>;
}

/** The queue, the ledger, and what a person decides about one publication. */
export const publishingHandlers = (d: PublishingHandling) =>
  ({
    'publishing.change': ({ id, command }) => changePublication(d.library, id, command),
    'publishing.changeAll': ({ commands }) => changeAll(d.library, d.publications, commands),
    'publishing.queue': ({ part, limit }) =>
      queuePart(d.library.read, d.workspace(), part, limit).flatMap((one) => entryOf(d.library.read, one) ?? []),
    'publishing.activity': () => channelActivity(d.library.read, d.workspace()),
    'publishing.ledger': ({ publication }) => ledgerOf(d.library.read, publication),
    'publishing.takeDown': ({ publication }) => takeDown(d, publication),
    'publishing.correct': ({ publication, texts }) => correct(d, publication, texts),
    'publishing.sentTexts': ({ publication }) => sentTexts(d.library.read, publication),
    'publishing.metrics': ({ publication }) => metricsOf(d, publication),
    'publishing.openPermalink': ({ publication }) => d.openInBrowser(permalinkOf(d.library.read, publication)),
  }) satisfies Handlers<'publishing.'>;

function entryOf(db: ReadDb, publication: Publication): QueueEntry | undefined {
  const post = postById(db, publication.post);
  if (post === undefined) return undefined;
  const segments = segmentsFor(post, publication.channel);
  const isStopped = publication.state === 'failed' || publication.state === 'held';
  const isPartlyOut = isStopped && hasShownStep(db, publication.id);
  return {
    publication,
    excerpt: excerptOf(segments, 140),
    segments: segments.length,
    files: kindsOf(
      db,
      segments.flatMap(({ media }) => media.map((use) => use.media)),
    ),
    labels: labelsOfPost(db, post.id),
    isPartlyOut,
  };
}

/** A file that is not in the library any more is counted as what most files are. */
function kindsOf(db: ReadDb, files: readonly MediaId[]): MediaKind[] {
  const known = new Map(mediaByIds(db, files).map(({ id, mimeType }) => [id, mediaKind(mimeType)]));
  return files.map((file) => known.get(file) ?? 'image');
}

function permalinkOf(db: ReadDb, id: PublicationId): string {
  const publication = publicationById(db, id);
  if (publication === undefined) throw new Failure('publication.not-found');
  if (publication.state !== 'published' && publication.state !== 'handed-over') {
    throw new Failure('publication.wrong-state', { state: publication.state });
  }
  return publication.receipt.permalink;
}
