import type { ChannelId } from '#shared/ids.ts';
import { linkOf } from '#shared/posts/first-link.ts';
import { segmentsFor, type Post } from '#shared/posts/post.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { mediaByIds } from '#electron/media/media.read.ts';

/**
 * What `channel` would be sent of a post as it is now, to be handed over to the network's scheduler for `handOverFor`
 * (UTC ms) where that is given. A file that is gone keeps its place, with 0 bytes.
 */
export function composeDraft(db: ReadDb, post: Post, channel: ChannelId, handOverFor?: number): Draft {
  return {
    segments: segmentsFor(post, channel).map((part) => {
      const link = linkOf(part);
      return {
        text: part.text,
        media: part.media.map((use) => draftMediaOf(db, use)),
        ...(part.poll === undefined ? {} : { poll: part.poll }),
        ...(link === undefined ? {} : { link }),
      };
    }),
    options: post.options[channel] ?? {},
    ...(post.firstComment.trim() === '' ? {} : { firstComment: post.firstComment }),
    ...(handOverFor === undefined ? {} : { handOverFor }),
  };
}

function draftMediaOf(db: ReadDb, use: Post['segments'][number]['media'][number]): DraftMedia {
  const [file] = mediaByIds(db, [use.media]);
  return {
    media: use.media,
    alt: use.alt,
    name: file?.name ?? use.media.slice(0, 8),
    mimeType: file?.mimeType ?? 'application/octet-stream',
    bytes: file?.bytes ?? 0,
    width: file?.width ?? 0,
    height: file?.height ?? 0,
    ...(file?.durationMs === undefined ? {} : { durationMs: file.durationMs }),
  };
}
