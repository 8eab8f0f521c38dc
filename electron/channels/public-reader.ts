import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { NoAnswer, type Http, type HttpAnswer } from '#shared/platforms/http.ts';

// Reads an address that may come from anywhere: only public hosts are asked, step by step along redirects; nothing of
// ours travels with the request.

export interface PublicReading {
  readonly http: Http;
  /** The addresses of a host name; the system's resolver unless given. */
  readonly resolve?: (this: void, host: string) => Promise<readonly string[]>;
  /** Whether an address may be asked; only public ones unless given. */
  readonly mayAsk?: (this: void, address: string) => boolean;
  /** Which protocols may be asked; http and https unless given. */
  readonly protocols?: RegExp;
}

const MOST_REDIRECTS = 5;
const PATIENCE_MS = 10_000;

/** What an address answered, after redirects; `undefined` where it cannot or may not be read. */
export type ReadPublic = (url: string, accept: string) => Promise<{ url: string; answer: HttpAnswer } | undefined>;

/** Reads what the whole internet can read, and nothing else. */
export function publicReader({
  http,
  resolve = systemResolve,
  mayAsk = isPublic,
  protocols = /^https?:$/,
}: PublicReading): ReadPublic {
  /** Follows redirects itself, so that every host on the way is looked at. */
  return async (from, accept) => {
    let url = from;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      if (!(await isAllowed(url))) return undefined;
      const answer = await ask(url, accept);
      const leadsTo = answer?.headers['location'];
      if (answer === undefined || answer.status === 200) return answer && { url, answer };
      if (answer.status < 300 || answer.status > 399 || leadsTo === undefined || !URL.canParse(leadsTo, url))
        return undefined;
      url = new URL(leadsTo, url).href;
    }
    return undefined;
  };

  async function ask(url: string, accept: string): Promise<HttpAnswer | undefined> {
    try {
      return await http.send({ method: 'GET', url, headers: { accept }, timeoutMs: PATIENCE_MS, asBytes: true });
    } catch (error) {
      // What cannot be had is not there: a card is left out, a picture is named as missing.
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }

  async function isAllowed(url: string): Promise<boolean> {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, username, password } = new URL(url);
    if (!protocols.test(protocol) || username !== '' || password !== '') return false;
    const bare = hostname.replace(/^\[|\]$/g, '');
    const addresses = ipaddr.isValid(bare) ? [bare] : await resolve(hostname);
    return addresses.length > 0 && addresses.every((address) => mayAsk(address));
  }
}

async function systemResolve(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
  } catch (_expected) {
    // No such name: nothing to ask.
    return [];
  }
}

/** Only what the whole internet can reach: not this computer, not its network, nor what stands for either in IPv6. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
