import type { FastifyInstance } from 'fastify';
import { audienceOf } from '#simulators/audience.ts';
import { isObject, object, text } from '#simulators/bluesky/lexicon.ts';
import { signedIn } from '#simulators/bluesky/permission.ts';
import { LIKE, POST, PROFILE, REPOST } from '#simulators/bluesky/record-shapes.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import { recordAt } from '#simulators/bluesky/repository.ts';
import { accountCalled, partsOf, type Account, type StoredRecord, type World } from '#simulators/bluesky/world.ts';
import { addQuery, count, several } from '#simulators/bluesky/xrpc.ts';

// What api.bsky.app answers about posts and people, by way of the account's own server (PLATFORMS.md 7.6).

/** PLATFORMS.md 7.6. */
const MOST_AT_ONCE = 25;

export function addViews(app: FastifyInstance, world: World): void {
  const who = signedIn(world);
  const atUri = text({ format: 'at-uri' });

  const posts = object({ uris: several(atUri, MOST_AT_ONCE) }, {});
  addQuery(app, 'app.bsky.feed.getPosts', { who, params: posts }, ({ uris }) => ({
    posts: uris.flatMap((uri) => postView(world, uri) ?? []),
  }));

  const thread = object(
    { uri: atUri },
    { depth: count({ least: 0, most: 1000 }), parentHeight: count({ least: 0, most: 1000 }) },
  );
  addQuery(app, 'app.bsky.feed.getPostThread', { who, params: thread }, ({ uri }) => {
    const view = threadView(world, uri);
    if (!view) throw invalid(`Post not found: ${uri}`, 'NotFound');
    return { thread: view };
  });

  const search = object({ q: text({}), limit: count({ least: 1, most: 100 }) }, {});
  addQuery(app, 'app.bsky.actor.searchActorsTypeahead', { who, params: search }, ({ q, limit }) => {
    const found = [...world.accounts.values()].filter(({ handle }) => handle.startsWith(q.toLowerCase()));
    return { actors: found.slice(0, limit).map(person) };
  });

  const actor = object({ actor: text({ format: 'AT identifier' }) }, {});
  addQuery(app, 'app.bsky.actor.getProfile', { who, params: actor }, (asked) => {
    const account = accountCalled(world, asked.actor);
    if (!account) throw invalid('Profile not found');
    const own = [...account.records.values()].filter(({ collection }) => collection === POST);
    return { ...person(account), followersCount: account.followers, followsCount: 0, postsCount: own.length };
  });
}

function postView(world: World, uri: string): object | undefined {
  const found = recordOf(world, uri);
  if (found?.record.collection !== POST) return undefined;
  const { account, record } = found;
  return {
    uri,
    cid: record.cid,
    author: person(account),
    record: record.value,
    ...countsOf(world, uri),
    indexedAt: new Date(record.indexedAt).toISOString(),
    labels: [],
  };
}

/** A post with everything that answers it, oldest first. */
function threadView(world: World, uri: string): object | undefined {
  const post = postView(world, uri);
  if (!post) return undefined;
  const replies = everyRecord(world, POST).filter(({ value }) => uriIn(value, 'reply', 'parent') === uri);
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post,
    replies: replies.flatMap((reply) => threadView(world, reply.uri) ?? []),
  };
}

function countsOf(world: World, uri: string): Record<string, number> {
  const more = world.counts.get(uri) ?? {};
  const post = world.behaviour.hasAudience ? world.posts.get(uri) : undefined;
  const people = post && audienceOf(uri, post.at, world.now());
  const posts = everyRecord(world, POST).map(({ value }) => value);
  const reactions = (collection: string): number =>
    everyRecord(world, collection).filter(({ value }) => uriIn(value, 'subject') === uri).length;
  return {
    likeCount: reactions(LIKE) + (more.likes ?? 0) + (people?.likes ?? 0),
    repostCount: reactions(REPOST) + (more.reposts ?? 0) + (people?.shares ?? 0),
    replyCount:
      posts.filter((value) => uriIn(value, 'reply', 'parent') === uri).length +
      (more.replies ?? 0) +
      (people?.comments ?? 0),
    quoteCount: posts.filter((value) => quotedBy(value) === uri).length + (more.quotes ?? 0) + (people?.quotes ?? 0),
    bookmarkCount: (more.bookmarks ?? 0) + (people?.saves ?? 0),
  };
}

/** The address of the post that is shown inside this one. */
export function quotedBy(post: Readonly<Record<string, unknown>>): string | undefined {
  return uriIn(post, 'embed', 'record', 'record') ?? uriIn(post, 'embed', 'record');
}

/** The address that stands in a record at the end of a path. */
export function uriIn(value: unknown, ...path: readonly string[]): string | undefined {
  const end = path.reduce<unknown>((inside, key) => (isObject(inside) ? inside[key] : undefined), value);
  return isObject(end) && typeof end['uri'] === 'string' ? end['uri'] : undefined;
}

function person(account: Account): object {
  const { did, handle } = account;
  const createdAt = new Date(account.createdAt).toISOString();
  const displayName = nameOf(account);
  return { did, handle, ...(displayName !== undefined && { displayName }), createdAt, labels: [] };
}

/** What an account calls itself, when it says so. */
export function nameOf(account: Account): string | undefined {
  const name = recordAt(account, PROFILE, 'self')?.value['displayName'];
  return typeof name === 'string' ? name : undefined;
}

function recordOf(world: World, uri: string): { account: Account; record: StoredRecord } | undefined {
  const { did, path } = partsOf(uri);
  const account = world.accounts.get(did);
  const record = account?.records.get(path);
  return account && record && { account, record };
}

function everyRecord(world: World, collection: string): readonly StoredRecord[] {
  const all = [...world.accounts.values()].flatMap(({ records }) => [...records.values()]);
  return all.filter((record) => record.collection === collection);
}
