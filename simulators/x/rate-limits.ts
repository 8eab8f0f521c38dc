import type { FastifyInstance } from 'fastify';
import { tokenOf } from '#simulators/x/permission.ts';
import { tooMany } from '#simulators/x/refusal.ts';
import type { World } from '#simulators/x/world.ts';

/** Requests of one person in 15 minutes (PLATFORMS.md 1.3), by method and path. Another row is another count. */
const LIMITS: readonly (readonly [method: string, path: RegExp, limit: number])[] = [
  ['POST', /^\/2\/tweets$/, 100],
  ['DELETE', /^\/2\/tweets\/\d+$/, 50],
  ['GET', /^\/2\/tweets(?:\/\d+)?$/, 900],
  ['GET', /^\/2\/users\/\d+\/tweets$/, 900],
  ['GET', /^\/2\/users\/me$/, 75],
  ['POST', /^\/2\/media\/upload\/initialize$/, 1875],
  ['POST', /^\/2\/media\/upload\/\d+\/append$/, 1875],
  ['POST', /^\/2\/media\/upload\/\d+\/finalize$/, 1875],
  ['POST', /^\/2\/media\/upload$/, 500],
  ['POST', /^\/2\/media\/metadata$/, 500],
  ['GET', /^\/2\/media\/upload$/, 1000],
];
const WINDOW_MS = 15 * 60_000;

/** Counts every request of a person, says what is left in its headers, and refuses what is too much. */
export function countRequests(app: FastifyInstance, world: World): void {
  const counts = new Map<string, number>();

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const row = LIMITS.findIndex(([method, pattern]) => method === request.method && pattern.test(path));
    const person = tokenOf(world, request)?.accountId;
    const limit = LIMITS[row]?.[2];
    if (limit === undefined || person === undefined || !world.behaviour.countsRequests) return;
    const window = Math.floor(world.now() / WINDOW_MS);
    const key = `${person} ${row} ${window}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const headers = {
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(Math.max(0, limit - count)),
      'x-rate-limit-reset': String(((window + 1) * WINDOW_MS) / 1000),
    };
    if (count > limit) throw tooMany(headers);
    void reply.headers(headers);
  });
}
