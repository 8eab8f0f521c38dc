import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { signed } from '#simulators/bluesky/keys.ts';
import { object, text } from '#simulators/bluesky/lexicon.ts';
import { signedIn } from '#simulators/bluesky/permission.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import type { World } from '#simulators/bluesky/world.ts';
import { addQuery, count } from '#simulators/bluesky/xrpc.ts';

/** Gives tokens with which another service may act for the account that asks. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const AUDIENCE = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:%3A\d+)?)(?:#\w+)?$/i;
/** About the account itself; asked directly or not at all. */
const PROTECTED = /^com\.atproto\.(?:server\.(?!createAccount|getServiceAuth)|identity\.(?!resolve)|admin\.)/;

/** Gives tokens with which another service may act for the account that asks. */
export function addDelegation(app: FastifyInstance, world: World): void {
  const params = object(
    { aud: text() },
    { lxm: text({ format: 'NSID' }), exp: count({ least: 0, most: Number.MAX_SAFE_INTEGER }) },
  );
  addQuery(app, 'com.atproto.server.getServiceAuth', { who: signedIn(world), params }, ({ aud, lxm, exp }, account) => {
    if (!AUDIENCE.test(aud)) throw invalid('aud must be a valid atproto DID or did#serviceId reference');
    const now = Math.floor(world.now() / 1000);
    if (exp !== undefined) mustBeSoon(exp - now, lxm);
    if (lxm !== undefined && PROTECTED.test(lxm))
      throw invalid(`cannot request a service auth token for the following protected method: ${lxm}`);
    const jti = randomBytes(16).toString('hex');
    const claims = { iat: now, iss: account.did, aud, exp: exp ?? now + MINUTE, ...(lxm && { lxm }), jti };
    const words = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return { token: `${words.join('.')}.${signed(words.join('.'), account.keys)}` };
  });
}

function mustBeSoon(seconds: number, method: string | undefined): void {
  const far = 'with an expiration more than';
  if (seconds < 0) throw invalid('expiration is in past', 'BadExpiration');
  if (seconds > HOUR) throw invalid(`cannot request a token ${far} an hour in the future`, 'BadExpiration');
  if (method === undefined && seconds > MINUTE)
    throw invalid(`cannot request a method-less token ${far} a minute in the future`, 'BadExpiration');
}
