import { NoAnswer, type HttpAnswer } from '#shared/platforms/http.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import { troubleOf, wordsOf } from '#shared/platforms/x/failures.ts';
import { endOf, secretsOfAccount, tokenRequest, type AccountSecrets } from '#shared/platforms/x/oauth.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { grant, readAnswer } from '#shared/platforms/x/wire.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

// A token lasts two hours. Renewing gives a new pair, and the old one is then worth nothing (PLATFORMS.md 1.1; that a
// refresh token works once is UNCONFIRMED there and taken for granted here). Whoever calls keeps the new pair on the disk
// before it is used, and calls once at a time.

/** The answer, or why there is none. */
type Asked = { readonly answer: HttpAnswer } | { readonly lost: NoAnswer };

/**
 * A fresh pair. When its answer is lost, the pair may be too: asking once more settles it, with a new pair or with a
 * refusal, and a refusal signs the channel out where everybody sees it.
 */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const kept = secretsOfAccount.parse(secrets);
  const first = await ask(kept, context);
  const last = isDoubtful(first) ? await ask(kept, context) : first;
  if ('lost' in last) return { trouble: unreachable(last.lost, kept) };

  const given = readAnswer(grant, last.answer);
  if (!given) return { trouble: whyNot(last.answer, kept, context) };
  const fresh: AccountSecrets = {
    ...kept,
    accessToken: given.access_token,
    refreshToken: given.refresh_token ?? kept.refreshToken,
  };
  return { secrets: fresh, ...endOf(given.expires_in, context.now()) };
}

async function ask({ clientId, refreshToken, server }: AccountSecrets, context: ConnectContext): Promise<Asked> {
  const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken };
  try {
    return { answer: await context.http.send(tokenRequest(server, form)) };
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    return { lost: thrown };
  }
}

/** The old pair may have been taken back already. */
function isDoubtful(asked: Asked): boolean {
  if ('lost' in asked) return asked.lost.arrived === 'maybe';
  const { status } = asked.answer;
  return status >= 500 || status === 408 || (status < 300 && readAnswer(grant, asked.answer) === undefined);
}

function whyNot(answer: HttpAnswer, kept: AccountSecrets, context: ConnectContext): Trouble {
  const about = { platform: x.name, channel: kept.handle, answer: wordsOf(answer) };
  const { status } = answer;
  if (status === 429 || status === 402) return troubleOf(answer, { channel: kept.handle, now: context.now() });
  if (status >= 500 || status === 408) {
    return { kind: 'temporary', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  }
  // 400 invalid_request or invalid_grant (PLATFORMS.md 1.4), an app that is gone, or a pair that was lost on its way.
  return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
}

function unreachable(lost: NoAnswer, kept: AccountSecrets): Trouble {
  const about = { platform: x.name, channel: kept.handle, reason: redactText(lost.message) };
  return { kind: 'not-arrived', failure: { code: 'publish.unreachable', about } };
}
