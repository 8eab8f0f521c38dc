import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { readParams, type Params } from '#simulators/form-params.ts';
import { editStatus } from '#simulators/mastodon/edit-status.ts';
import { isWaiting, makeStatus } from '#simulators/mastodon/make-status.ts';
import { letGo } from '#simulators/mastodon/media.ts';
import { personOf, viewerOf } from '#simulators/mastodon/permission.ts';
import { busy, invalid, notFound, Refusal } from '#simulators/mastodon/refusal.ts';
import { schedule, scheduledJson } from '#simulators/mastodon/scheduled.ts';
import { ancestorsOf, descendantsOf, living, statusJson } from '#simulators/mastodon/status-json.ts';
import { newStatus } from '#simulators/mastodon/status-params.ts';
import type { Account, Scheduled, Status, World } from '#simulators/mastodon/world.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** `Idempotency-Key` is kept for an hour after success. PLATFORMS.md 8.5. */
const KEY_KEPT_MS = 3_600_000;
const LOOK_FOR_LOCK_MS = 20;

/** Statuses: create, read, list, edit, delete. PLATFORMS.md 8.2, 8.5, 8.8. */
export function addStatusRoutes(app: FastifyInstance, world: World): void {
  const locked = new Set<string>();

  app.post('/api/v1/statuses', create);
  app.get('/api/v1/statuses', several);
  app.get('/api/v1/statuses/:id', show);
  app.get('/api/v1/statuses/:id/source', source);
  app.get('/api/v1/statuses/:id/context', context);
  app.put('/api/v1/statuses/:id', edit);
  app.delete('/api/v1/statuses/:id', remove);
  app.get('/api/v1/accounts/:id/statuses', list);

  async function create(request: FastifyRequest): Promise<unknown> {
    const { account, token } = personOf(world, request, 'write', 'write:statuses');
    const params = await readParams(request);
    // As on the real server, a parent that is gone is noticed before the key is looked at.
    const parent = parentOf(params.text('in_reply_to_id'));
    const header = request.headers['idempotency-key'];
    const key = typeof header === 'string' ? header : undefined;
    const at = scheduledTime(params);
    const made = await onceByKey(account, key, at, async () => {
      const wanted = newStatus(world, account, params, parent);
      if (world.behaviour.creatingTakesMs > 0) await wait(world.behaviour.creatingTakesMs);
      if (at !== undefined) return schedule(world, wanted, at, { account, token, key });
      return makeStatus(world, wanted, { accountId: account.id, clientId: token.clientId, key });
    });
    stumble();
    return 'at' in made ? scheduledJson(world, made) : statusJson(world, made, account.id);
  }

  /** What was made stays, although the answer says nothing of it. */
  function stumble(): void {
    const isNow = world.stumbles.includes(1);
    world.stumbles = world.stumbles.map((left) => left - 1).filter((left) => left > 0);
    if (isNow) throw new Refusal(500, { error: 'Internal Server Error' });
  }

  /** What lies in the past is published at once. */
  function scheduledTime(params: Params): number | undefined {
    const given = params.text('scheduled_at');
    if (!given) return undefined;
    const at = Date.parse(given);
    if (Number.isNaN(at)) throw invalid('Scheduled at is invalid');
    return at <= world.now() ? undefined : at;
  }

  function parentOf(id: string | undefined): Status | undefined {
    if (!id) return undefined;
    const parent = living(world, id);
    if (!parent) throw new Refusal(404, { error: 'The post you are trying to reply to does not appear to exist.' });
    return parent;
  }

  async function onceByKey(
    account: Account,
    key: string | undefined,
    at: number | undefined,
    make: () => Promise<Status | Scheduled>,
  ): Promise<Status | Scheduled> {
    if (!key || !world.behaviour.keepsKeys) return make();
    const name = `${account.id}:${key}`;
    await takeLock(name);
    try {
      const known = world.keys.get(name);
      if (known && world.now() < known.until) {
        // Looked for among what the request asks for: a scheduled one that is out by now is not found.
        const before = at === undefined ? living(world, known.id) : waiting(known.id);
        if (!before) throw notFound();
        return before;
      }
      const made = await make();
      world.keys.set(name, { id: made.id, until: world.now() + KEY_KEPT_MS });
      return made;
    } finally {
      locked.delete(name);
    }
  }

  function waiting(id: string): Scheduled | undefined {
    const entry = world.scheduled.get(id);
    return entry && isWaiting(world, entry) ? entry : undefined;
  }

  async function takeLock(name: string): Promise<void> {
    for (let waitedMs = 0; locked.has(name); waitedMs += LOOK_FOR_LOCK_MS) {
      if (waitedMs >= world.behaviour.lockPatienceMs) throw busy();
      await wait(LOOK_FOR_LOCK_MS);
    }
    locked.add(name);
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
    const deletesMedia = (await readParams(request)).text('delete_media') === 'true';
    status.deletedAt = world.now();
    for (const id of status.mediaIds) {
      if (deletesMedia) world.media.delete(id);
      else letGo(world, id);
    }
    return json;
  }

  async function edit(request: ById): Promise<unknown> {
    const { account } = personOf(world, request, 'write', 'write:statuses');
    const status = living(world, request.params.id);
    if (!status || status.accountId !== account.id) throw notFound();
    editStatus(world, account, status, await readParams(request));
    return statusJson(world, status, account.id);
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
