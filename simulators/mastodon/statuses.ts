import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { readParams, type Params } from '#simulators/form-params.ts';
import { accountJson } from '#simulators/mastodon/accounts.ts';
import { isReady, looseMedia, mediaJson } from '#simulators/mastodon/media.ts';
import { personOf, viewerOf } from '#simulators/mastodon/permission.ts';
import { busy, invalid, notFound, Refusal, unusable } from '#simulators/mastodon/refusal.ts';
import { countableLength, htmlOf, tagsOf } from '#simulators/mastodon/status-text.ts';
import type { Account, Media, Status, Token, World } from '#simulators/mastodon/world.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** `Idempotency-Key` is kept for an hour after success. PLATFORMS.md 8.5. */
const KEY_KEPT_MS = 3_600_000;
const LOOK_FOR_LOCK_MS = 20;
const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'];

/** Statuses: create, read, list, delete. PLATFORMS.md 8.2, 8.5, 8.8. */
export function addStatusRoutes(app: FastifyInstance, world: World): void {
  const locked = new Set<string>();

  app.post('/api/v1/statuses', create);
  app.get('/api/v1/statuses', several);
  app.get('/api/v1/statuses/:id', show);
  app.get('/api/v1/statuses/:id/source', source);
  app.get('/api/v1/statuses/:id/context', context);
  app.delete('/api/v1/statuses/:id', remove);
  app.get('/api/v1/accounts/:id/statuses', list);

  async function create(request: FastifyRequest): Promise<unknown> {
    const { account, token } = personOf(world, request, 'write', 'write:statuses');
    const params = await readParams(request);
    // As on the real server, a parent that is gone is noticed before the key is looked at.
    const parent = parentOf(params.text('in_reply_to_id'));
    const key = request.headers['idempotency-key'];
    const status = await onceByKey(account, typeof key === 'string' ? key : undefined, () =>
      created(params, { account, token, parent, key: typeof key === 'string' ? key : undefined }),
    );
    return statusJson(world, status, account.id);
  }

  function parentOf(id: string | undefined): Status | undefined {
    if (!id) return undefined;
    const parent = living(world, id);
    if (!parent) throw new Refusal(404, { error: 'The post you are trying to reply to does not appear to exist.' });
    return parent;
  }

  async function onceByKey(account: Account, key: string | undefined, make: () => Promise<Status>): Promise<Status> {
    if (!key || !world.behaviour.keepsKeys) return make();
    const name = `${account.id}:${key}`;
    await takeLock(name);
    try {
      const known = world.keys.get(name);
      if (known && world.now() < known.until) {
        const before = living(world, known.statusId);
        if (!before) throw notFound();
        return before;
      }
      const status = await make();
      world.keys.set(name, { statusId: status.id, until: world.now() + KEY_KEPT_MS });
      return status;
    } finally {
      locked.delete(name);
    }
  }

  async function takeLock(name: string): Promise<void> {
    for (let waitedMs = 0; locked.has(name); waitedMs += LOOK_FOR_LOCK_MS) {
      if (waitedMs >= world.behaviour.lockPatienceMs) throw busy();
      await wait(LOOK_FOR_LOCK_MS);
    }
    locked.add(name);
  }

  async function created(
    params: Params,
    by: { account: Account; token: Token; parent: Status | undefined; key: string | undefined },
  ): Promise<Status> {
    const media = attachable(by.account, params.list('media_ids') ?? []);
    // The server strips white space before it counts and stores.
    const text = strip(params.text('status') ?? '');
    const spoilerText = strip(params.text('spoiler_text') ?? '');
    checkText(text, spoilerText, media);
    const visibility = params.text('visibility') ?? 'public';
    if (!VISIBILITIES.includes(visibility)) throw unusable(`'${visibility}' is not a valid visibility`);
    if (params.text('scheduled_at')) throw new Refusal(501, { error: 'scheduled_at is not simulated' });
    if (world.behaviour.creatingTakesMs > 0) await wait(world.behaviour.creatingTakesMs);
    const status: Status = {
      id: world.nextId(),
      accountId: by.account.id,
      clientId: by.token.clientId,
      createdAt: world.now(),
      inReplyToId: by.parent?.id ?? null,
      mediaIds: media.map((one) => one.id),
      visibility,
      sensitive: params.text('sensitive') === 'true' || spoilerText !== '',
      language: params.text('language') ?? 'en',
      key: by.key,
      text,
      spoilerText,
      editedAt: undefined,
      deletedAt: undefined,
    };
    for (const one of media) one.statusId = status.id;
    world.statuses.set(status.id, status);
    return status;
  }

  function attachable(account: Account, ids: readonly string[]): readonly Media[] {
    if (ids.length > world.limits.maxMedia) throw unusable(`Cannot attach more than ${world.limits.maxMedia} files`);
    const found = [...new Set(ids)].map((id) => ({ id, media: looseMedia(world, account.id, id) }));
    const missing = found.filter((one) => !one.media).map((one) => one.id);
    if (missing.length > 0) throw unusable(`Media ${missing.join(', ')} not found or already attached to another post`);
    const media = found.flatMap((one) => one.media ?? []);
    if (media.length > 1 && media.some((one) => one.kind === 'video' || one.kind === 'audio')) {
      throw unusable('Cannot attach a video to a post that already contains images');
    }
    if (media.some((one) => !isReady(world, one) || one.fails)) {
      throw unusable('Cannot attach files that have not finished processing. Try again in a moment!');
    }
    return media;
  }

  function checkText(text: string, spoilerText: string, media: readonly Media[]): void {
    if (text === '' && spoilerText === '' && media.length === 0) throw invalid("Text can't be blank");
    const { maxCharacters, reservedPerUrl } = world.limits;
    if (countableLength(text, spoilerText, reservedPerUrl) > maxCharacters) {
      throw invalid(`Text character limit of ${maxCharacters} exceeded`);
    }
  }

  async function several(request: FastifyRequest): Promise<unknown> {
    const viewer = viewerOf(world, request, 'read', 'read:statuses');
    const ids = (await readParams(request)).list('id') ?? [];
    return ids.flatMap((id) => visible(id, viewer) ?? []).map((status) => statusJson(world, status, viewer));
  }

  async function show(request: ById): Promise<unknown> {
    const viewer = viewerOf(world, request, 'read', 'read:statuses');
    return statusJson(world, mustSee(request.params.id, viewer), viewer);
  }

  async function source(request: ById): Promise<unknown> {
    const { account } = personOf(world, request, 'read', 'read:statuses');
    const status = mustSee(request.params.id, account.id);
    if (status.accountId !== account.id) throw new Refusal(403, { error: 'This action is not allowed' });
    return { id: status.id, text: status.text, spoiler_text: status.spoilerText };
  }

  async function context(request: ById): Promise<unknown> {
    const viewer = viewerOf(world, request, 'read', 'read:statuses');
    const status = mustSee(request.params.id, viewer);
    const render = (one: Status): unknown => statusJson(world, one, viewer);
    return {
      ancestors: ancestorsOf(world, status).map(render),
      descendants: descendantsOf(world, status.id).map(render),
    };
  }

  async function remove(request: ById): Promise<unknown> {
    const { account } = personOf(world, request, 'write', 'write:statuses');
    const status = living(world, request.params.id);
    if (!status || status.accountId !== account.id) throw notFound();
    const json = { ...statusJson(world, status, account.id), text: status.text };
    status.deletedAt = world.now();
    for (const id of status.mediaIds) letGo(id);
    return json;
  }

  function letGo(mediaId: string): void {
    const media = world.media.get(mediaId);
    if (!media) return;
    media.statusId = undefined;
    media.looseSince = world.now();
  }

  async function list(request: ById, reply: FastifyReply): Promise<unknown> {
    const viewer = viewerOf(world, request, 'read', 'read:statuses');
    if (!world.accounts.has(request.params.id)) throw notFound();
    const params = await readParams(request);
    const limit = Math.min(Math.abs(Number(params.text('limit') ?? 20)) || 20, 40);
    const matching = [...world.statuses.values()]
      .filter((status) => status.accountId === request.params.id && visible(status.id, viewer))
      .filter((status) => isWithin(status.id, params) && !isLeftOut(status, params));
    // `min_id` gives the page right after it, the others the newest.
    const oldestFirst = params.text('min_id') ? matching.slice(0, limit) : matching.slice(-limit);
    const page = oldestFirst.toReversed();
    const [first, last] = [page[0], page.at(-1)];
    if (first && last) {
      const at = `${world.url}/api/v1/accounts/${request.params.id}/statuses?limit=${limit}`;
      void reply.header('link', `<${at}&max_id=${last.id}>; rel="next", <${at}&min_id=${first.id}>; rel="prev"`);
    }
    return page.map((status) => statusJson(world, status, viewer));
  }

  function mustSee(id: string, viewer: string | undefined): Status {
    const status = visible(id, viewer);
    if (!status) throw notFound();
    return status;
  }

  function visible(id: string, viewer: string | undefined): Status | undefined {
    const status = living(world, id);
    if (!status) return undefined;
    return status.accountId === viewer || ['public', 'unlisted'].includes(status.visibility) ? status : undefined;
  }
}

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
    reblogs_count: 0,
    favourites_count: 0,
    quotes_count: 0,
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
    poll: null,
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

function ancestorsOf(world: World, status: Status): readonly Status[] {
  const parent = status.inReplyToId === null ? undefined : living(world, status.inReplyToId);
  return parent ? [...ancestorsOf(world, parent), parent] : [];
}

function isWithin(id: string, params: Params): boolean {
  const newerThan = params.text('since_id') ?? params.text('min_id');
  const olderThan = params.text('max_id');
  if (newerThan && BigInt(id) <= BigInt(newerThan)) return false;
  return !olderThan || BigInt(id) < BigInt(olderThan);
}

function isLeftOut(status: Status, params: Params): boolean {
  if (params.text('exclude_replies') === 'true' && status.inReplyToId !== null) return true;
  return params.text('only_media') === 'true' && status.mediaIds.length === 0;
}

/** Ruby's `strip`. */
function strip(text: string): string {
  return text.replace(/^[\0\t\n\v\f\r ]+/, '').replace(/[\0\t\n\v\f\r ]+$/, '');
}
