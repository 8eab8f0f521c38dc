import { createHash } from 'node:crypto';
import { publishDue } from '#simulators/mastodon/make-status.ts';
import { applicationOf } from '#simulators/mastodon/status-json.ts';
import type { StatusParams, World } from '#simulators/mastodon/world.ts';
import type { ArrivedMedia, ArrivedPost } from '#simulators/network.ts';

// What has arrived, for tests and for the page that shows all networks.

export interface ReceivedStatus {
  readonly id: string;
  readonly username: string;
  readonly text: string;
  readonly spoilerText: string;
  readonly sensitive: boolean;
  readonly visibility: string;
  readonly language: string | null;
  readonly quotePolicy: string;
  readonly inReplyToId: string | null;
  readonly media: readonly {
    id: string;
    description: string | null;
    mimeType: string;
    sha256: string;
    /** Of the picture that the client gave for a film. */
    coverSha256?: string;
    url: string;
  }[];
  readonly poll?: { readonly answers: readonly string[]; readonly endsAt: number; readonly multiple: boolean };
  /** The app's name; absent where none is named. */
  readonly application?: string;
  readonly createdAt: number;
  readonly idempotencyKey?: string;
  readonly isDeleted: boolean;
  readonly url: string;
}

/** Every status that was ever made, oldest first. */
export function receivedIn(world: World): readonly ReceivedStatus[] {
  publishDue(world);
  return [...world.statuses.values()].map((status) => {
    const { id, text, spoilerText, sensitive, visibility, language, quotePolicy, inReplyToId, poll, createdAt } =
      status;
    const application = applicationOf(world, status)?.name;
    const username = world.accounts.get(status.accountId)?.username ?? '';
    return {
      id,
      username,
      text,
      spoilerText,
      sensitive,
      visibility,
      language,
      quotePolicy,
      inReplyToId,
      media: status.mediaIds.flatMap((mediaId) => receivedMedia(world, mediaId)),
      ...(poll ? { poll: { answers: poll.answers, endsAt: poll.endsAt, multiple: poll.multiple } } : {}),
      ...(application === undefined ? {} : { application }),
      createdAt,
      ...(status.key === undefined ? {} : { idempotencyKey: status.key }),
      isDeleted: status.deletedAt !== undefined,
      url: `${world.url}/@${username}/${id}`,
    };
  });
}

/** Statuses, and then what waits for its time. */
export function arrivedIn(world: World): readonly ArrivedPost[] {
  const out = receivedIn(world).map((status): ArrivedPost => ({
    id: status.id,
    account: `@${status.username}`,
    kind: status.poll ? 'poll' : 'status',
    text: status.text,
    ...(status.inReplyToId === null ? {} : { parentId: status.inReplyToId }),
    media: status.media.map(arrivedMedia),
    ...(status.poll ? { pollAnswers: status.poll.answers } : {}),
    at: status.createdAt,
    isRemoved: status.isDeleted,
    url: status.url,
  }));
  const waiting = [...world.scheduled.values()].map(({ id, accountId, params, at, removedAt }): ArrivedPost => {
    const username = world.accounts.get(accountId)?.username ?? '';
    return {
      id: `scheduled:${id}`,
      account: `@${username}`,
      kind: params.poll ? 'poll' : 'status',
      text: params.text,
      media: mediaOf(world, params).map(arrivedMedia),
      ...(params.poll ? { pollAnswers: params.poll.answers } : {}),
      at,
      scheduledFor: at,
      isRemoved: removedAt !== undefined,
      url: `${world.url}/@${username}`,
    };
  });
  return [...out, ...waiting];
}

function mediaOf(world: World, { mediaIds }: StatusParams): ReceivedStatus['media'] {
  return mediaIds.flatMap((id) => receivedMedia(world, id));
}

function receivedMedia(world: World, id: string): ReceivedStatus['media'] {
  const media = world.media.get(id);
  if (!media) return [];
  return [
    {
      id,
      description: media.description,
      mimeType: media.mimeType,
      sha256: sha256Of(media.bytes),
      ...(media.thumbnail === undefined ? {} : { coverSha256: sha256Of(media.thumbnail) }),
      url: `${world.url}/system/media_attachments/files/${id}/original/${encodeURIComponent(media.fileName || 'file')}`,
    },
  ];
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function arrivedMedia({ id: _id, description, ...media }: ReceivedStatus['media'][number]): ArrivedMedia {
  return { ...media, description: description ?? undefined };
}
