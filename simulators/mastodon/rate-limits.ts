import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#simulators/mastodon/refusal.ts';
import type { Token, World } from '#simulators/mastodon/world.ts';

// rack-attack's fixed windows. PLATFORMS.md 8.3: 300 requests in 5 minutes per token, 1500 per person, 300 per
// address without a token; 30 uploads and 30 deletions in 30 minutes per person.

interface Throttle {
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  readonly periodMs: number;
}

const MINUTE = 60_000;

/** Counts every request under /api, says what is left in its headers, and refuses what is too much. */
export function countRequests(app: FastifyInstance, world: World): void {
  const counts = new Map<string, number>();

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/') || !world.behaviour.countsRequests) return;
    const counted = throttlesOf(world, request).map((throttle) => {
      const key = `${throttle.name} ${throttle.key} ${Math.floor(world.now() / throttle.periodMs)}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { ...throttle, left: throttle.limit - count };
    });
    const tightest = counted.toSorted((a, b) => a.left - b.left)[0];
    if (!tightest) return;
    const headers = {
      'x-ratelimit-limit': String(tightest.limit),
      'x-ratelimit-remaining': String(Math.max(0, tightest.left)),
      'x-ratelimit-reset': resetAt(world.now(), tightest.periodMs),
    };
    if (tightest.left < 0) throw new Refusal(429, { error: 'Too many requests' }, headers);
    void reply.headers(headers);
  });
}

function throttlesOf(world: World, request: FastifyRequest): readonly Throttle[] {
  const path = request.url.split('?')[0] ?? '';
  const token = knownToken(world, request);
  if (!token) return [{ name: 'unauthenticated', key: request.ip, limit: 300, periodMs: 5 * MINUTE }];
  const person = token.accountId ?? token.value;
  return [
    { name: 'token', key: token.value, limit: 300, periodMs: 5 * MINUTE },
    { name: 'person', key: person, limit: 1500, periodMs: 5 * MINUTE },
    ...(request.method === 'POST' && /^\/api\/v\d+\/media$/.test(path)
      ? [{ name: 'media', key: person, limit: 30, periodMs: 30 * MINUTE }]
      : []),
    ...(request.method === 'DELETE' && /^\/api\/v1\/statuses\/\d+$/.test(path)
      ? [{ name: 'delete', key: person, limit: 30, periodMs: 30 * MINUTE }]
      : []),
  ];
}

function knownToken(world: World, request: FastifyRequest): Token | undefined {
  const token = world.tokens.get(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  return token?.revoked ? undefined : token;
}

/** An ISO time with microseconds, as Ruby's `iso8601(6)` writes it. */
function resetAt(now: number, periodMs: number): string {
  const end = (Math.floor(now / periodMs) + 1) * periodMs;
  return new Date(end).toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');
}
