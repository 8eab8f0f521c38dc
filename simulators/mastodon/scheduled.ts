import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readParams, type Params } from '#simulators/form-params.ts';
import { isWaiting } from '#simulators/mastodon/make-status.ts';
import { letGo, mediaJson } from '#simulators/mastodon/media.ts';
import { personOf } from '#simulators/mastodon/permission.ts';
import { invalid, notFound } from '#simulators/mastodon/refusal.ts';
import type { Account, Scheduled, StatusParams, Token, World } from '#simulators/mastodon/world.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;

const LEAST_AHEAD_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
const MOST_OF_A_DAY = 25;
const MOST = 300;

/** The server's own scheduler. PLATFORMS.md 8.2, `scheduled_at`. */
export function addScheduledRoutes(app: FastifyInstance, world: World): void {
  app.get('/api/v1/scheduled_statuses', list);
  app.get('/api/v1/scheduled_statuses/:id', async (request: ById) => {
    const { account } = personOf(world, request, 'read', 'read:statuses');
    return scheduledJson(world, mustHave(account, request.params.id));
  });
  app.put('/api/v1/scheduled_statuses/:id', move);
  app.delete('/api/v1/scheduled_statuses/:id', async (request: ById) => {
    const { account } = personOf(world, request, 'write', 'write:statuses');
    const entry = mustHave(account, request.params.id);
    entry.removedAt = world.now();
    for (const id of entry.params.mediaIds) letGo(world, id);
    return {};
  });

  async function list(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { account } = personOf(world, request, 'read', 'read:statuses');
    const params = await readParams(request);
    const limit = Math.min(Math.abs(Number(params.text('limit') ?? 20)) || 20, 40);
    const newestFirst = waitingOf(world, account)
      .filter(({ id }) => isWithin(Number(id), params))
      .toReversed();
    const page = newestFirst.slice(0, limit);
    const last = page.at(-1);
    const at = `${world.url}/api/v1/scheduled_statuses?limit=${limit}`;
    if (last && newestFirst.length > limit) void reply.header('link', `<${at}&max_id=${last.id}>; rel="next"`);
    return page.map((entry) => scheduledJson(world, entry));
  }

  async function move(request: ById): Promise<unknown> {
    const { account } = personOf(world, request, 'write', 'write:statuses');
    const entry = mustHave(account, request.params.id);
    const at = Date.parse((await readParams(request)).text('scheduled_at') ?? '');
    if (!Number.isNaN(at)) {
      checkTime(world, at);
      entry.at = at;
    }
    return scheduledJson(world, entry);
  }

  function mustHave(account: Account, id: string): Scheduled {
    const entry = world.scheduled.get(id);
    if (!entry || entry.accountId !== account.id || !isWaiting(world, entry)) throw notFound();
    return entry;
  }
}

/** Keeps a status for `at`; everything about it was checked but its time. */
export function schedule(
  world: World,
  params: StatusParams,
  at: number,
  by: { account: Account; token: Token; key: string | undefined },
): Scheduled {
  checkTime(world, at);
  const waiting = waitingOf(world, by.account);
  const ofThatDay = waiting.filter((entry) => Math.floor(entry.at / DAY_MS) === Math.floor(at / DAY_MS));
  if (waiting.length >= MOST) throw invalid(`You have exceeded the limit of ${MOST} scheduled posts`);
  if (ofThatDay.length >= MOST_OF_A_DAY) {
    throw invalid(`You have exceeded the limit of ${MOST_OF_A_DAY} scheduled posts for today`);
  }
  const entry: Scheduled = {
    // Counted apart from statuses.
    id: world.nextScheduledId(),
    accountId: by.account.id,
    clientId: by.token.clientId,
    key: by.key,
    params,
    at,
    removedAt: undefined,
  };
  for (const id of params.mediaIds) {
    const media = world.media.get(id);
    if (media) media.scheduledId = entry.id;
  }
  world.scheduled.set(entry.id, entry);
  return entry;
}

export function scheduledJson(world: World, { id, at, clientId, params }: Scheduled): Record<string, unknown> {
  return {
    id,
    scheduled_at: new Date(at).toISOString(),
    params: {
      text: params.text,
      poll: params.poll && {
        options: params.poll.answers,
        expires_in: params.poll.seconds,
        multiple: params.poll.multiple,
        hide_totals: params.poll.hideTotals,
      },
      media_ids: params.mediaIds.length > 0 ? params.mediaIds : null,
      sensitive: params.sensitive,
      spoiler_text: params.spoilerText || null,
      visibility: params.visibility,
      language: params.language,
      quote_approval_policy: params.quotePolicy,
      in_reply_to_id: params.inReplyToId === null ? null : Number(params.inReplyToId),
      application_id: Number(world.apps.get(clientId)?.id ?? 0),
      scheduled_at: null,
      idempotency: null,
      with_rate_limit: false,
    },
    media_attachments: params.mediaIds.flatMap((mediaId) => {
      const media = world.media.get(mediaId);
      return media ? [mediaJson(world, media)] : [];
    }),
  };
}

function waitingOf(world: World, account: Account): readonly Scheduled[] {
  return [...world.scheduled.values()].filter((entry) => entry.accountId === account.id && isWaiting(world, entry));
}

function checkTime(world: World, at: number): void {
  if (at <= world.now() + LEAST_AHEAD_MS) throw invalid('Scheduled at date must be in the future');
}

function isWithin(id: number, params: Params): boolean {
  const newerThan = params.text('since_id') ?? params.text('min_id');
  const olderThan = params.text('max_id');
  if (newerThan && id <= Number(newerThan)) return false;
  return !olderThan || id < Number(olderThan);
}
