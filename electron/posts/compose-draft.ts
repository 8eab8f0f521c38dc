import { invariant } from '#shared/assert.ts';
import type { ChannelId } from '#shared/ids.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import type { MediaUse, Post } from '#shared/posts/post.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';

/**
 * What `channel`, a known one, would be sent of a post as it is now, to be handed over to the network's scheduler for `handOverFor`
 * (UTC ms) where that is given. A file that is gone keeps its place, with 0 bytes.
 */
export function composeDraft(db: ReadDb, post: Post, channel: ChannelId, handOverFor?: number): Draft {
  const known = channelById(db, channel);
  invariant(known !== undefined, 'drafts are made for known channels');
  const zone = workspaceById(db, post.workspace)?.zone ?? 'utc';
  return draftOf(post, { channel: known, zone }, (use) => draftMediaOf(db, use), handOverFor);
}

function draftMediaOf(db: ReadDb, use: MediaUse): DraftMedia {
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
    ...(file?.details === undefined ? {} : { details: file.details }),
    ...(use.cover === undefined ? {} : { cover: use.cover }),
  };
}
