import Fastify from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';

/** A team server, as far as signing in goes: what a broker promises, with a token that it got from LinkedIn somehow. */
export interface TeamServer {
  readonly url: string;
  /** Everything that was asked, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export interface Given {
  readonly accessToken: string;
  readonly expiresInS?: number;
  readonly refreshToken?: string;
  readonly scope?: string;
}

const redemption = z.object({ code: z.string(), verifier: z.string() });
const renewal = z.object({ access_token: z.string(), refresh_token: z.string().optional() });

/** Gives what `give` says at each sign-in and renewal; refuses where it says nothing. */
export async function startTeamServer(give: (what: 'redeem' | 'renew') => Given | undefined): Promise<TeamServer> {
  const app = Fastify({ forceCloseConnections: true });
  const challenges = new Map<string, string>();
  const asked: string[] = [];

  app.get<{ Querystring: Record<string, string> }>('/oauth/linkedin/authorize', (request, reply) => {
    const { state = '', challenge = '', return_to: returnTo = '' } = request.query;
    const code = randomUUID();
    challenges.set(code, challenge);
    const query = new URLSearchParams({ code, state });
    return reply.redirect(`${returnTo}?${query.toString()}`, 302);
  });
  app.post('/oauth/linkedin/redeem', (request, reply) => {
    asked.push('redeem');
    const { code, verifier } = redemption.parse(request.body);
    const isOurs = challenges.get(code) === createHash('sha256').update(verifier).digest('base64url');
    challenges.delete(code);
    const given = isOurs ? give('redeem') : undefined;
    return given ? grantOf(given) : reply.code(400).send({ error: 'this code is not known' });
  });
  app.post('/oauth/linkedin/renew', (request, reply) => {
    renewal.parse(request.body);
    asked.push('renew');
    const given = give('renew');
    return given ? grantOf(given) : reply.code(400).send({ error: 'LinkedIn did not renew it' });
  });

  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, asked, stop: () => app.close() };
}

function grantOf(given: Given): unknown {
  return {
    access_token: given.accessToken,
    ...(given.expiresInS === undefined ? {} : { expires_in: given.expiresInS }),
    ...(given.refreshToken === undefined ? {} : { refresh_token: given.refreshToken }),
    ...(given.scope === undefined ? {} : { scope: given.scope }),
  };
}
