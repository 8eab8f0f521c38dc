import { audienceOf } from '#simulators/audience.ts';
import { accountJson } from '#simulators/mastodon/accounts.ts';
import { mediaJson } from '#simulators/mastodon/media.ts';
import { htmlOf, tagsOf } from '#simulators/mastodon/status-text.ts';
import type { Poll, Status, World } from '#simulators/mastodon/world.ts';

// A status as the API shows it, and what hangs together with it.

export function statusJson(world: World, status: Status, viewer: string | undefined): Record<string, unknown> {
  const account = world.accounts.get(status.accountId);
  const username = account?.username ?? '';
  const parent = status.inReplyToId === null ? undefined : world.statuses.get(status.inReplyToId);
  const replies = [...world.statuses.values()].filter(
    (one) => one.inReplyToId === status.id && one.deletedAt === undefined,
  );
  return {
    id: status.id,
    created_at: new Date(status.createdAt).toISOString(),
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: parent?.accountId ?? null,
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText,
    visibility: status.visibility,
    language: status.language,
    uri: `${world.url}/users/${username}/statuses/${status.id}`,
    url: `${world.url}/@${username}/${status.id}`,
    replies_count: replies.length,
    ...countsOf(world, status),
    edited_at: status.editedAt === undefined ? null : new Date(status.editedAt).toISOString(),
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: false,
    content: contentOf(world, status),
    filtered: [],
    reblog: null,
    // The author sees which app it was; so does everybody unless the author hides it.
    application: viewer === status.accountId ? applicationOf(world, status) : null,
    account: account ? accountJson(world, account) : null,
    media_attachments: status.mediaIds.flatMap((id) => {
      const media = world.media.get(id);
      return media ? [mediaJson(world, media)] : [];
    }),
    mentions: [],
    tags: tagsOf(status.text).map((name) => ({
      name: name.toLowerCase(),
      url: `${world.url}/tags/${encodeURIComponent(name.toLowerCase())}`,
    })),
    emojis: [],
    card: null,
    poll: status.poll ? pollJson(world, status.poll, viewer === status.accountId) : null,
    quote: null,
    quote_approval: {
      automatic: status.quotePolicy === 'nobody' ? [] : [status.quotePolicy],
      manual: [],
      current_user: viewer === status.accountId ? 'automatic' : 'unknown',
    },
  };
}

function countsOf(world: World, { id, createdAt, reblogs, favourites, quotes }: Status): Record<string, number> {
  const more = world.behaviour.hasAudience ? audienceOf(id, createdAt, world.now()) : undefined;
  return {
    reblogs_count: reblogs + (more?.shares ?? 0),
    favourites_count: favourites + (more?.likes ?? 0),
    quotes_count: quotes + (more?.quotes ?? 0),
  };
}

function pollJson(world: World, poll: Poll, isOwn: boolean): Record<string, unknown> {
  const isOver = world.now() >= poll.endsAt;
  const votes = poll.votes.reduce((sum, count) => sum + count, 0);
  return {
    id: poll.id,
    expires_at: new Date(poll.endsAt).toISOString(),
    expired: isOver,
    multiple: poll.multiple,
    votes_count: votes,
    voters_count: votes,
    options: poll.answers.map((title, at) => ({
      title,
      votes_count: poll.hideTotals && !isOver ? null : (poll.votes[at] ?? 0),
    })),
    emojis: [],
    voted: isOwn,
    own_votes: [],
  };
}

export function contentOf(world: World, status: Status): string {
  return htmlOf(status.text, world.url, (name) => {
    const known = [...world.accounts.values()].find((account) => account.username.toLowerCase() === name.toLowerCase());
    return known && `${world.url}/@${known.username}`;
  });
}

export function applicationOf(world: World, status: Status): { name: string; website: string | null } | null {
  const app = world.apps.get(status.clientId ?? '');
  return app ? { name: app.name, website: app.website } : null;
}

export function living(world: World, id: string): Status | undefined {
  const status = world.statuses.get(id);
  return status?.deletedAt === undefined ? status : undefined;
}

export function descendantsOf(world: World, id: string): readonly Status[] {
  const replies = [...world.statuses.values()].filter((one) => one.inReplyToId === id && one.deletedAt === undefined);
  return replies.flatMap((reply) => [reply, ...descendantsOf(world, reply.id)]);
}

export function ancestorsOf(world: World, status: Status): readonly Status[] {
  const parent = status.inReplyToId === null ? undefined : living(world, status.inReplyToId);
  return parent ? [...ancestorsOf(world, parent), parent] : [];
}
