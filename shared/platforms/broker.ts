import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { jsonOf, NoAnswer, type HttpAnswer } from '#shared/platforms/http.ts';
import type { BrowserSignIn, ConnectContext } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

// LinkedIn and Meta want a secret that no desktop program can keep. A team server keeps it: the browser signs in there,
// the server comes back to our link with a code of its own, and the code is redeemed once, by whoever holds the verifier
// (RFC 7636 between us and the server). What a network's token then can do is the network's business, not the broker's.
//
//   GET  {broker}/oauth/{network}/authorize?state&challenge&return_to   in the browser; leads to return_to?code&state
//   POST {broker}/oauth/{network}/redeem   {code, verifier}             -> grant
//   POST {broker}/oauth/{network}/renew    {access_token, refresh_token?} -> grant

/** What a broker gives: a token of the person's, with its end. */
const grant = z.object({
  access_token: z.string().min(1),
  /** Seconds from now; absent when the token has no end. */
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});

/** A token of the person's. */
export interface BrokeredGrant {
  readonly accessToken: string;
  /** UTC ms. */
  readonly expiresAt: number | undefined;
  readonly refreshToken: string | undefined;
  readonly scope: string | undefined;
}

/** The page of the broker that begins a sign-in. Throws `sign-in.no-broker`. */
export function brokerPage(
  network: { readonly id: string; readonly name: string },
  signIn: BrowserSignIn,
  context: ConnectContext,
): string {
  const query = new URLSearchParams({
    state: signIn.state,
    challenge: signIn.challenge,
    return_to: signIn.redirectUri,
  });
  return `${brokerOf(network, context)}/oauth/${network.id}/authorize?${query.toString()}`;
}

/** Turns the code that came back into a token. Throws `sign-in.no-broker`, `sign-in.refused`, `sign-in.unreachable`. */
export function redeemAtBroker(
  network: { readonly id: string; readonly name: string },
  came: { readonly code: string; readonly verifier: string },
  context: ConnectContext,
): Promise<BrokeredGrant> {
  return ask(network, 'redeem', { code: came.code, verifier: came.verifier }, context);
}

/** A token with a new end for one that still works. Throws as `redeemAtBroker`. */
export function renewAtBroker(
  network: { readonly id: string; readonly name: string },
  kept: { readonly accessToken: string; readonly refreshToken?: string | undefined },
  context: ConnectContext,
): Promise<BrokeredGrant> {
  const { accessToken, refreshToken } = kept;
  const json = { access_token: accessToken, ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }) };
  return ask(network, 'renew', json, context);
}

async function ask(
  network: { readonly id: string; readonly name: string },
  what: 'redeem' | 'renew',
  json: Readonly<Record<string, string>>,
  context: ConnectContext,
): Promise<BrokeredGrant> {
  const url = `${brokerOf(network, context)}/oauth/${network.id}/${what}`;
  const answer = await context.http.send({ method: 'POST', url, body: { json } }).catch((thrown: unknown) => {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    throw new Failure(
      'sign-in.unreachable',
      { platform: 'Your team server', reason: redactText(thrown.message) },
      { cause: thrown },
    );
  });
  const given = answer.status === 200 ? grant.safeParse(jsonOf(answer)).data : undefined;
  if (given === undefined) throw whyNot(network, answer);
  return {
    accessToken: given.access_token,
    expiresAt: given.expires_in === undefined ? undefined : context.now() + given.expires_in * 1000,
    refreshToken: given.refresh_token,
    scope: given.scope,
  };
}

/** A team server with trouble of its own says nothing about the sign-in. */
function whyNot(network: { readonly name: string }, answer: HttpAnswer): Failure {
  const words = wordsOf(answer);
  return answer.status >= 500 || answer.status === 429
    ? new Failure('sign-in.unreachable', { platform: 'Your team server', reason: words })
    : new Failure('sign-in.refused', { platform: network.name, answer: words });
}

function brokerOf(network: { readonly name: string }, context: ConnectContext): string {
  if (context.broker === undefined) throw new Failure('sign-in.no-broker', { platform: network.name });
  return context.broker.replace(/\/+$/, '');
}

function wordsOf(answer: HttpAnswer): string {
  const said = z.object({ error: z.string() }).safeParse(jsonOf(answer)).data?.error;
  return redactText(said ?? `the team server answered ${answer.status}`).slice(0, 300);
}
