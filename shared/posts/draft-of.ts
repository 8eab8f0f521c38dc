import type { ChannelId } from '#shared/ids.ts';
import { linkOf } from '#shared/posts/first-link.ts';
import { segmentsFor, type MediaUse, type Post } from '#shared/posts/post.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

/**
 * What `channel` would be sent of a post as it is, to be handed over to the network's scheduler for `handOverFor`
 * (UTC ms) where that is given. A file that `fileOf` does not know is left out.
 */
export function draftOf(
  post: Post,
  channel: ChannelId,
  fileOf: (use: MediaUse) => DraftMedia | undefined,
  handOverFor?: number,
): Draft {
  return {
    segments: segmentsFor(post, channel).map((part) => {
      const link = linkOf(part);
      return {
        text: part.text,
        media: part.media.flatMap((use) => fileOf(use) ?? []),
        ...(part.poll === undefined ? {} : { poll: part.poll }),
        ...(link === undefined ? {} : { link }),
      };
    }),
    options: post.options[channel] ?? {},
    ...(post.firstComment.trim() === '' ? {} : { firstComment: post.firstComment }),
    ...(handOverFor === undefined ? {} : { handOverFor }),
  };
}
