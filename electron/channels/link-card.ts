import { lookup } from 'node:dns/promises';
import { Parser } from 'htmlparser2';
import ipaddr from 'ipaddr.js';
import { NoAnswer, type Http, type HttpAnswer } from '#shared/platforms/http.ts';
import type { LinkCard } from '#shared/platforms/platform.ts';

// Networks that make no cards themselves get one from us: title, description and picture that a page names in its head
// (Open Graph, ogp.me). The address may come from anywhere, so only public hosts are asked, step by step along
// redirects; nothing of ours travels with the request.

export interface LinkCardDeps {
  readonly http: Http;
  /** The addresses of a host name; the system's resolver unless given. */
  readonly resolve?: (this: void, host: string) => Promise<readonly string[]>;
  /** Whether an address may be asked; only public ones unless given. */
  readonly mayAsk?: (this: void, address: string) => boolean;
}

const MOST_REDIRECTS = 5;
const PATIENCE_MS = 10_000;
const LONGEST_TITLE = 300;
const LONGEST_DESCRIPTION = 1_000;

/** Reads a page for its card; `undefined` where it says nothing about itself, or cannot or may not be read. */
export function linkCards({
  http,
  resolve = systemResolve,
  mayAsk = isPublic,
}: LinkCardDeps): (url: string) => Promise<LinkCard | undefined> {
  return cardOf;

  async function cardOf(url: string): Promise<LinkCard | undefined> {
    const page = await read(url, 'text/html,application/xhtml+xml');
    if (page === undefined || !/html/.test(page.answer.headers['content-type'] ?? '')) return undefined;
    const said = headOf(textOf(page.answer));
    const title = tidy(said.get('og:title') ?? said.get('twitter:title') ?? said.get('title') ?? '', LONGEST_TITLE);
    if (title === '') return undefined;
    const description = said.get('og:description') ?? said.get('twitter:description') ?? said.get('description') ?? '';
    const picture = await pictureOf(said.get('og:image') ?? said.get('twitter:image'), page.url);
    return { url, title, description: tidy(description, LONGEST_DESCRIPTION), ...(picture && { picture }) };
  }

  async function pictureOf(named: string | undefined, page: string): Promise<LinkCard['picture']> {
    if (named === undefined || !URL.canParse(named, page)) return undefined;
    const found = await read(new URL(named, page).href, 'image/jpeg,image/png,image/webp');
    const bytes = found?.answer.bytes;
    const type = bytes && typeOf(bytes);
    return bytes && type ? { bytes, type } : undefined;
  }

  /** Follows redirects itself, so that every host on the way is looked at. */
  async function read(from: string, accept: string): Promise<{ url: string; answer: HttpAnswer } | undefined> {
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
  }

  async function ask(url: string, accept: string): Promise<HttpAnswer | undefined> {
    try {
      return await http.send({ method: 'GET', url, headers: { accept }, timeoutMs: PATIENCE_MS, asBytes: true });
    } catch (error) {
      // A page that cannot be had has no card; the post goes out without one and says so.
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }

  async function isAllowed(url: string): Promise<boolean> {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, username, password } = new URL(url);
    if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
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

/** What a page's head says, by name: `title`, `description`, `og:…`, `twitter:…`. The first of a name counts. */
function headOf(html: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  let title: string | undefined;
  const keep = (name: string | undefined, value: string | undefined): void => {
    const key = name?.trim().toLowerCase();
    if (key && value !== undefined && value.trim() !== '' && !said.has(key)) said.set(key, value);
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'meta') keep(attributes['property'] ?? attributes['name'], attributes['content']);
      if (name === 'title' && title === undefined) title = '';
      if (name === 'body') parser.pause();
    },
    ontext: (text) => {
      if (title !== undefined && !said.has('title')) title += text;
    },
    onclosetag: (name) => {
      if (name === 'title') keep('title', title);
    },
  });
  parser.write(html);
  parser.end();
  return said;
}

/** In the character set the server names, or the page in its first bytes; UTF-8 otherwise. */
function textOf(answer: HttpAnswer): string {
  const bytes = answer.bytes ?? new Uint8Array();
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label =
    /charset=["']?([\w-]+)/i.exec(answer.headers['content-type'] ?? '') ?? /charset=["']?([\w-]+)/i.exec(start);
  try {
    return new TextDecoder(label?.[1] ?? 'utf-8').decode(bytes);
  } catch (_expected) {
    // A character set nobody knows.
    return new TextDecoder().decode(bytes);
  }
}

function tidy(text: string, longest: number): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length <= longest ? line : `${[...line].slice(0, longest - 1).join('')}…`;
}

/** By the file's own first bytes, whatever the server calls it. */
function typeOf(bytes: Uint8Array): string | undefined {
  const start = [...bytes.subarray(0, 12)];
  const begins = (...signature: number[]): boolean => signature.every((byte, at) => start[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  const isWebp = begins(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...start.slice(8, 12)) === 'WEBP';
  return isWebp ? 'image/webp' : undefined;
}
