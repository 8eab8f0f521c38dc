import { request as send, type IncomingHttpHeaders } from 'node:http';
import type { PdsAccount } from './start-pds.ts';

// The person at the sign-in page of the real authorization server (@atproto/oauth-provider). The page is a program that
// talks to its server in JSON; this says the same, with the headers a browser would send.

const API = '/@atproto/oauth-provider/~api';

/**
 * Opens the page, signs in with the account's own password, allows (all, or some scopes) or declines, and gives the link
 * it leads back with.
 */
export async function approveOAuth(
  page: string,
  account: PdsAccount,
  decision: 'allow' | 'decline' | { readonly allowOnly: string } = 'allow',
): Promise<string> {
  const { origin } = new URL(page);
  const cookies = new Map<string, string>();
  const opened = await ask('GET', page, { 'sec-fetch-site': 'none', ...NAVIGATION });
  if (opened.status !== 200)
    throw new Error(`The sign-in page answered ${opened.status}: ${opened.text.slice(0, 500)}`);
  if (decision === 'decline') return leadsTo(await tell('reject', {}));

  const username = account.handle;
  const signedIn = await tell('sign-in', { locale: 'en', username, password: account.password, remember: false });
  const { ephemeralToken } = signedIn as { ephemeralToken: string };
  const consent = { did: account.did, ...(decision !== 'allow' && { scope: decision.allowOnly }) };
  return leadsTo(await tell('consent', consent, { authorization: `Bearer ${ephemeralToken}` }));

  async function tell(what: string, json: unknown, more: Record<string, string> = {}): Promise<unknown> {
    const answer = await ask(
      'POST',
      `${origin}${API}/${what}`,
      {
        'sec-fetch-site': 'same-origin',
        'sec-fetch-mode': 'same-origin',
        'sec-fetch-dest': 'empty',
        origin,
        referer: page,
        'content-type': 'application/json',
        'x-csrf-token': cookies.get('csrf-token') ?? '',
        ...more,
      },
      JSON.stringify(json),
    );
    if (answer.status !== 200) throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
    return JSON.parse(answer.text) as unknown;
  }

  async function leadsTo(answer: unknown): Promise<string> {
    const { url } = answer as { url: string };
    const left = await ask('GET', url, { 'sec-fetch-site': 'same-origin', referer: page, ...NAVIGATION });
    const { location } = left.headers;
    if (location === undefined) throw new Error(`The sign-in page leads nowhere (${left.status}): ${left.text}`);
    return location;
  }

  async function ask(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await answerTo(method, url, { ...headers, cookie }, body);
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, decodeURIComponent(value));
    }
    return answer;
  }
}

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** `fetch` may not say where a navigation comes from. */
function answerTo(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = send(url, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => (text += piece));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
