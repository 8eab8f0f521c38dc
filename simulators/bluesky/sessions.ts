import type { FastifyInstance } from 'fastify';
import { didDocument } from '#simulators/bluesky/identity.ts';
import { object, text } from '#simulators/bluesky/lexicon.ts';
import { refreshing, signedIn, takenDown } from '#simulators/bluesky/permission.ts';
import type { Charge } from '#simulators/bluesky/rate-limits.ts';
import { invalid, unauthorized } from '#simulators/bluesky/refusal.ts';
import { newSession, rotated } from '#simulators/bluesky/tokens.ts';
import { accountCalled, type Account, type World } from '#simulators/bluesky/world.ts';
import { addProcedure, addQuery, anybody, nothing } from '#simulators/bluesky/xrpc.ts';

/** Signing in with a password, staying signed in, and signing out (PLATFORMS.md 7.1B). */
export function addSessions(app: FastifyInstance, world: World, charge: Charge): void {
  const signIn = object({ identifier: text(), password: text() }, {});
  addProcedure(app, 'com.atproto.server.createSession', { who: anybody, body: signIn }, (given, _who, asked) => {
    charge(asked, given.identifier, 'sign-ins', 1);
    const account = accountCalled(world, given.identifier);
    const isOwn = account?.password === given.password;
    if (!account || !(isOwn || isAppPassword(account, given.password)))
      throw unauthorized('Invalid identifier or password');
    if (account.standing === 'takendown') throw takenDown();
    return { ...newSession(world, account, !isOwn), ...about(world, account) };
  });

  addProcedure(
    app,
    'com.atproto.server.refreshSession',
    { who: refreshing(world), body: nothing },
    (_body, { account, jti }) => {
      if (account.standing === 'takendown') throw takenDown();
      const tokens = rotated(world, account, jti);
      if (!tokens) throw invalid('Token has been revoked', 'ExpiredToken');
      return { ...tokens, ...about(world, account) };
    },
  );

  addProcedure(
    app,
    'com.atproto.server.deleteSession',
    { who: refreshing(world, { evenExpired: true }), body: nothing },
    (_body, { jti }, { reply }) => {
      world.refreshTokens.delete(jti);
      return reply.code(200).send();
    },
  );

  addQuery(app, 'com.atproto.server.getSession', { who: signedIn(world), params: nothing }, (_params, account) =>
    about(world, account),
  );
}

/** No app password opens an account that was taken down. */
function isAppPassword(account: Account, password: string): boolean {
  return account.standing !== 'takendown' && account.appPassword === password;
}

function about(world: World, account: Account): object {
  const { did, handle, email, standing } = account;
  const active = standing === 'active';
  const state = { email, emailConfirmed: true, active, ...(!active && { status: standing }) };
  return { did, didDoc: didDocument(world, account), handle, ...state };
}
