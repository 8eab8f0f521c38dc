import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#simulators/bluesky/refusal.ts';
import type { World } from '#simulators/bluesky/world.ts';

// PLATFORMS.md 7.3 and 7.1B: a window begins with the first request in it.

interface Limit {
  readonly points: number;
  readonly seconds: number;
}

const LIMITS = {
  requests: [{ points: 3000, seconds: 300 }],
  'sign-ins': [
    { points: 30, seconds: 300 },
    { points: 300, seconds: 86_400 },
  ],
  writes: [
    { points: 5000, seconds: 3600 },
    { points: 35_000, seconds: 86_400 },
  ],
  uploads: [{ points: 1000, seconds: 86_400 }],
} as const satisfies Readonly<Record<string, readonly Limit[]>>;

/** What a create, an update and a delete cost (PLATFORMS.md 7.3). */
export const POINTS = { create: 3, put: 2, update: 2, delete: 1 } as const;

/** Counts something against its limits for somebody, says what is left, and refuses what is too much. */
export type Charge = (
  asked: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  who: string,
  what: keyof typeof LIMITS,
  points: number,
) => void;

/** Counts every request by where it comes from; methods charge for more. */
export function countRequests(app: FastifyInstance, world: World): Charge {
  const windows = new Map<string, { used: number; endsAt: number }>();

  const charge: Charge = ({ request, reply }, who, what, points) => {
    if (!world.behaviour.countsRequests) return;
    for (const limit of LIMITS[what]) {
      const key = `${what} ${limit.seconds} ${who} ${request.ip}`;
      const known = windows.get(key);
      const isOver = known === undefined || known.endsAt <= world.now();
      const window = isOver ? { used: 0, endsAt: world.now() + limit.seconds * 1000 } : known;
      window.used += points;
      windows.set(key, window);
      const left = limit.points - window.used;
      const headers = headersOf(limit, left, window.endsAt);
      if (left < 0) throw tooMuch(headers, Math.ceil((window.endsAt - world.now()) / 1000));
      if (left < Number(reply.getHeader('ratelimit-remaining') ?? Infinity)) void reply.headers(headers);
    }
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/xrpc/')) charge({ request, reply }, 'anybody', 'requests', 1);
  });
  return charge;
}

function headersOf({ points, seconds }: Limit, left: number, endsAt: number): Record<string, string> {
  return {
    'ratelimit-limit': String(points),
    'ratelimit-remaining': String(Math.max(0, left)),
    'ratelimit-reset': String(Math.floor(endsAt / 1000)),
    'ratelimit-policy': `${points};w=${seconds}`,
  };
}

function tooMuch(headers: Record<string, string>, seconds: number): Refusal {
  return new Refusal(429, 'RateLimitExceeded', 'Rate Limit Exceeded', { ...headers, 'retry-after': String(seconds) });
}
