import type { Card } from '#shared/platforms/bluesky/card.ts';
import type { Facet } from '#shared/platforms/bluesky/facets.ts';
import type { Key } from '#shared/platforms/bluesky/keys.ts';
import { isVideo, MOST_IMAGES } from '#shared/platforms/bluesky/media-rules.ts';
import { POST, type Content, type Made } from '#shared/platforms/bluesky/records.ts';
import type { BlobRef, Written } from '#shared/platforms/bluesky/wire.ts';
import { invariant } from '#shared/assert.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What a post looks like in a repository (PLATFORMS.md 7.2). What is left out when empty must stay left out: a repeat has
// to send the same bytes.

/** Everything a post is made of. */
export interface PostParts {
  readonly text: string;
  readonly key: Key;
  readonly facets: readonly Facet[];
  readonly media: readonly DraftMedia[];
  /** One for each of `media`. */
  readonly blobs: readonly BlobRef[];
  readonly card?: Card | undefined;
  readonly quoted?: Written | undefined;
  readonly langs: readonly string[];
  readonly label?: string | undefined;
  /** The parts of the thread that are out; the last one is answered. */
  readonly before: readonly Made[];
}

export function postRecord(post: PostParts): Content {
  const embed = embedOf(post);
  const root = post.before[0];
  const parent = post.before.at(-1);
  return {
    $type: POST,
    text: post.text,
    createdAt: post.key.createdAt,
    ...(post.facets.length > 0 && { facets: post.facets }),
    ...(embed && { embed }),
    ...(post.langs.length > 0 && { langs: post.langs }),
    ...(post.label !== undefined && { labels: selfLabels(post.label) }),
    ...(root && parent && { reply: { root: strongRef(root), parent: strongRef(parent) } }),
  };
}

function embedOf(post: PostParts): Content | undefined {
  const shown = shownBeside(post);
  if (post.quoted === undefined) return shown;
  const record = { $type: 'app.bsky.embed.record', record: strongRef(post.quoted) };
  return shown === undefined ? record : { $type: 'app.bsky.embed.recordWithMedia', record, media: shown };
}

function shownBeside({ media, blobs, card }: PostParts): Content | undefined {
  const [first] = media;
  if (first === undefined) return card && { $type: 'app.bsky.embed.external', external: card };
  if (isVideo(first)) return { $type: 'app.bsky.embed.video', video: at(blobs, 0), alt: first.alt, ...shapeOf(first) };
  if (media.length <= MOST_IMAGES) return { $type: 'app.bsky.embed.images', images: imagesOf(media, blobs) };
  // Unlike four images, a gallery must know every shape.
  const items = imagesOf(media, blobs).map((image) => ({
    $type: 'app.bsky.embed.gallery#image',
    aspectRatio: { width: 1, height: 1 },
    ...image,
  }));
  return { $type: 'app.bsky.embed.gallery', items };
}

function imagesOf(media: readonly DraftMedia[], blobs: readonly BlobRef[]): Content[] {
  return media.map((image, index) => ({ image: at(blobs, index), alt: image.alt, ...shapeOf(image) }));
}

/** Both are at least 1 in the lexicon; a file whose size nobody could read has none. */
function shapeOf({ width, height }: DraftMedia): Content {
  return width > 0 && height > 0 ? { aspectRatio: { width, height } } : {};
}

function selfLabels(label: string): Content {
  return { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: label }] };
}

function strongRef({ uri, cid }: Written): Written {
  return { uri, cid };
}

function at(blobs: readonly BlobRef[], index: number): BlobRef {
  const blob = blobs[index];
  invariant(blob !== undefined, `file ${index} was uploaded`);
  return blob;
}
