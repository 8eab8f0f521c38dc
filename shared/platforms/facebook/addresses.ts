import { GRAPH_VERSION } from '#shared/platforms/meta/graph.ts';

// Facebook answers at three hosts. `account.server` is the first; with a base address set, all three are that one.

const GRAPH = 'https://graph.facebook.com';
const SITE = 'https://www.facebook.com';
const UPLOADS = 'https://rupload.facebook.com';

/** Where the API is. */
export function apiServer(baseUrl: string | undefined): string {
  return baseUrl?.replace(/\/+$/, '') ?? GRAPH;
}

/** Where people are: the sign-in page and everything that is out. */
export function siteOf(server: string): string {
  return server === GRAPH ? SITE : server;
}

/** An address of the API. */
export function graphAddress(server: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${server}/${GRAPH_VERSION}/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** The path of a request to the API, without its version; `undefined` for any other request. */
export function graphPath(url: string, server: string): string | undefined {
  if (!url.startsWith(`${server}/`)) return undefined;
  return url
    .slice(server.length)
    .replace(/[?#].*$/, '')
    .replace(/^\/v\d+\.\d+/, '');
}

/** Where the bytes of reels and story videos go: it wants its token in another form than the API. */
export function isUploadAddress(url: string, server: string): boolean {
  return server === GRAPH ? url.startsWith(`${UPLOADS}/`) : url.startsWith(`${server}/video-upload/`);
}

/** Videos name their page without the host. */
export function permalink(server: string, said: string | undefined | null, otherwise: string): string {
  const site = `${siteOf(server)}/`;
  const address = said ? new URL(said, site).href : '';
  return address.startsWith('https:') || address.startsWith(site) ? address : new URL(otherwise, site).href;
}
