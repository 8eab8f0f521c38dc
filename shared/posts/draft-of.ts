import { dateOf, sentComment, sentText, withUtm, type Reader } from '#shared/posts/channel-additions.ts';
import { linkOf } from '#shared/posts/first-link.ts';
import { segmentsFor, type ChannelOptions, type MediaUse, type Post, type Segment } from '#shared/posts/post.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

/**
 * What `reader` would be sent of a post as it is, with what its channel adds, to be handed over to the network's
 * scheduler for `handOverFor` (UTC ms) where that is given. A file that `fileOf` does not know is left out.
 */
export function draftOf(
  post: Post,
  reader: Reader,
  fileOf: (use: MediaUse) => DraftMedia | undefined,
  handOverFor?: number,
): Draft {
  const { id } = reader.channel;
  const date = dateOf(post, reader.zone);
  const firstComment = sentComment(post, reader, date);
  const parts = segmentsFor(post, id);
  return {
    segments: parts.map((part, index) => {
      const link = sentLink(part, reader, date);
      return {
        text: sentText(part, reader, date, index === parts.length - 1),
        media: part.media.flatMap((use) => fileOf(use) ?? []),
        ...(part.poll === undefined ? {} : { poll: part.poll }),
        ...(link === undefined ? {} : { link }),
      };
    }),
    options: trimmed(post.options[id] ?? {}),
    ...(firstComment === '' ? {} : { firstComment }),
    ...(handOverFor === undefined ? {} : { handOverFor }),
  };
}

/** They are saved while they are typed, with the space before a word that never came. */
function trimmed(options: ChannelOptions): ChannelOptions {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value.trim()]));
}

/** What the card is made of: what a person chose; otherwise what the channel does by itself. */
function sentLink(part: Segment, reader: Reader, date: string): string | undefined {
  if (part.link === undefined && reader.channel.defaults.linkCard === 'none') return undefined;
  const link = linkOf(part);
  return link === undefined ? undefined : withUtm(link, reader, date);
}
