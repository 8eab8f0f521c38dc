import { describe, expect, test } from 'vitest';
import { brokerPage, redeemAtBroker, renewAtBroker } from '#shared/platforms/broker.ts';
import { NoAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';

const NETWORK = { id: 'linkedin', name: 'LinkedIn' };
const SIGN_IN = {
  redirectUri: 'postwright://oauth/callback',
  state: 's&1',
  challenge: 'c',
  rememberedApp: () => Promise.resolve(undefined),
  rememberApp: () => Promise.resolve(),
};

function broker(status: number, body: unknown): ConnectContext & { asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const send = (request: HttpRequest) => {
    asked.push(request);
    return Promise.resolve({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
  };
  return { http: { send }, now: () => 1_000, baseUrl: undefined, broker: 'https://team.example/', asked };
}

describe('a sign-in through a team server', () => {
  test('begins at its page, which learns where to lead back to and nothing secret', () => {
    expect(brokerPage(NETWORK, SIGN_IN, broker(200, {}))).toBe(
      'https://team.example/oauth/linkedin/authorize?state=s%261&challenge=c&return_to=postwright%3A%2F%2Foauth%2Fcallback',
    );
  });

  test('redeems its code once, with the verifier', async () => {
    const context = broker(200, { access_token: 'tok', expires_in: 60, refresh_token: 'ref', scope: 'a b' });
    expect(await redeemAtBroker(NETWORK, { code: 'once', verifier: 'v' }, context)).toEqual({
      accessToken: 'tok',
      expiresAt: 61_000,
      refreshToken: 'ref',
      scope: 'a b',
    });
    expect(context.asked).toEqual([
      {
        method: 'POST',
        url: 'https://team.example/oauth/linkedin/redeem',
        body: { json: { code: 'once', verifier: 'v' } },
      },
    ]);
  });

  test('is renewed there with the token that still works', async () => {
    const context = broker(200, { access_token: 'new' });
    expect(await renewAtBroker(NETWORK, { accessToken: 'old', refreshToken: 'ref' }, context)).toMatchObject({
      accessToken: 'new',
      expiresAt: undefined,
    });
    expect(context.asked[0]?.body).toEqual({ json: { access_token: 'old', refresh_token: 'ref' } });
  });

  test.each([
    ['a code that was used', 400, { error: 'this code was used' }, 'this code was used'],
    ['an answer without a token', 200, {}, 'the team server answered 200'],
    ['words with a token in them', 400, { error: 'bad access_token=abc123def456' }, 'bad access_token='],
  ])('%s is refused in words', async (_what, status, body, words) => {
    const refusal = redeemAtBroker(NETWORK, { code: 'c', verifier: 'v' }, broker(status, body));
    await expect(refusal).rejects.toMatchObject({ code: 'sign-in.refused', about: { platform: 'LinkedIn' } });
    await expect(refusal).rejects.toThrow(words);
    await expect(refusal).rejects.not.toThrow('abc123def456');
  });

  test.each([502, 503, 429])('a team server with trouble of its own (%i) refuses nothing', async (status) => {
    const refusal = redeemAtBroker(NETWORK, { code: 'c', verifier: 'v' }, broker(status, '<html>'));
    await expect(refusal).rejects.toMatchObject({
      code: 'sign-in.unreachable',
      about: { platform: 'Your team server', reason: `the team server answered ${status}` },
    });
  });

  test('says so when no team server is set, and when it cannot be reached', async () => {
    const none = { ...broker(200, {}), broker: undefined };
    expect(() => brokerPage(NETWORK, SIGN_IN, none)).toThrow('its address is not set');
    const away = { ...broker(200, {}), http: { send: () => Promise.reject(new NoAnswer('ECONNREFUSED', 'no')) } };
    await expect(redeemAtBroker(NETWORK, { code: 'c', verifier: 'v' }, away)).rejects.toMatchObject({
      code: 'sign-in.unreachable',
    });
  });
});
