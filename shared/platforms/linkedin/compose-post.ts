import { durationOf, splitPoll, visibilityOf } from '#shared/platforms/linkedin/choices.ts';
import type { Card } from '#shared/platforms/linkedin/link-card.ts';
import { kindOf } from '#shared/platforms/linkedin/file-rules.ts';
import { littleText } from '#shared/platforms/linkedin/little-text.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';

// What is sent to `POST /rest/posts` (PLATFORMS.md 2.2). It is a step's result: when an answer is lost, exactly this is
// sent again, and LinkedIn knows it for the same post.

/** `content` of a post, as far as Postwright makes it. */
export type PostContent = {
  readonly media?: { readonly id: string; readonly altText?: string; readonly title?: string };
  readonly multiImage?: { readonly images: readonly { readonly id: string; readonly altText?: string }[] };
  readonly article?: {
    readonly source: string;
    readonly title: string;
    readonly description?: string;
    readonly thumbnail?: string;
  };
  readonly poll?: {
    readonly question: string;
    readonly options: readonly { readonly text: string }[];
    readonly settings: { readonly duration: string };
  };
};

export type PostBody = {
  readonly author: string;
  readonly commentary: string;
  readonly visibility: string;
  readonly distribution: {
    readonly feedDistribution: 'MAIN_FEED';
    readonly targetEntities: readonly string[];
    readonly thirdPartyDistributionChannels: readonly string[];
  };
  readonly content?: PostContent | undefined;
  readonly lifecycleState: 'PUBLISHED';
  readonly isReshareDisabledByAuthor: boolean;
};

/** What a draft has become on the way: its files at LinkedIn, and the card of its link. */
export interface Prepared {
  readonly mediaUrns: readonly string[];
  readonly card: Card | undefined;
}

/** The body of the post. */
export function composePost(author: string, draft: Draft, prepared: Prepared): PostBody {
  const segment = onlySegment(draft);
  const content = contentOf(segment, prepared);
  return {
    author,
    commentary: commentaryOf(segment, prepared.card !== undefined && 'title' in prepared.card),
    visibility: visibilityOf(draft.options['visibility']),
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(content === undefined ? {} : { content }),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: draft.options['noReshares'] === 'yes',
  };
}

/** The words of a post, in LinkedIn's format. A chosen link that no card shows stands under them. */
export function commentaryOf(segment: DraftSegment, hasCard: boolean): string {
  if (segment.poll !== undefined) return littleText(splitPoll(segment.text).commentary);
  const { text, link } = segment;
  const isShown = link === undefined || hasCard || text.includes(link);
  return littleText(isShown ? text : [text, link].filter(Boolean).join('\n\n'));
}

/** LinkedIn has no threads; the rules let nothing else through. */
export function onlySegment(draft: Draft): DraftSegment {
  const [segment] = draft.segments;
  if (segment === undefined) throw new Error('A draft has at least one part');
  return segment;
}

function contentOf(segment: DraftSegment, { mediaUrns, card }: Prepared): PostContent | undefined {
  if (segment.poll !== undefined) return { poll: pollOf(segment) };
  if (segment.media.length > 0) return mediaContent(segment.media, mediaUrns);
  if (segment.link === undefined || card === undefined || !('title' in card)) return undefined;
  const { title, description, thumbnail } = card;
  return {
    article: {
      source: segment.link,
      title,
      ...(description === '' ? {} : { description }),
      ...(thumbnail === undefined ? {} : { thumbnail }),
    },
  };
}

function pollOf({ text, poll }: DraftSegment): NonNullable<PostContent['poll']> {
  return {
    question: splitPoll(text).question,
    options: (poll?.answers ?? []).map((answer) => ({ text: answer.trim() })),
    settings: { duration: durationOf(poll?.minutes ?? 0) },
  };
}

function mediaContent(media: readonly DraftMedia[], urns: readonly string[]): PostContent {
  const files = media.map((file, at) => ({ file, id: urns[at] ?? '' }));
  const [only] = files;
  if (files.length > 1 || only === undefined) {
    return { multiImage: { images: files.map(({ file, id }) => ({ id, ...altOf(file) })) } };
  }
  const isImage = kindOf(only.file.mimeType) === 'image';
  return { media: { id: only.id, ...(isImage ? altOf(only.file) : { title: titleOf(only.file) }) } };
}

function altOf(file: DraftMedia): { altText?: string } {
  return file.alt.trim() === '' ? {} : { altText: file.alt };
}

/** People see it above a document: the name of the file without its ending. */
function titleOf(file: DraftMedia): string {
  return file.name.replace(/\.[a-z0-9]{2,4}$/i, '') || file.name;
}
