import type { HttpRequest } from '#shared/platforms/http.ts';

// Where LinkedIn is, and how it is spoken to. With a simulator everything is at one origin, the account's server.

const API = 'https://api.linkedin.com';
const SITE = 'https://www.linkedin.com';

/** The one place that names the version of the interface: each lives a year (PLATFORMS.md 2.1; later ones UNCONFIRMED). */
export const LINKEDIN_VERSION = '202608';

/** Origin of the API, or of what takes its place. */
export function apiOrigin(baseUrl: string | undefined): string {
  return baseUrl === undefined ? API : new URL(baseUrl).origin;
}

/** Origin of the pages people see, and of signing in. */
export function siteOf(server: string): string {
  return server === API ? SITE : server;
}

/** Requests to these may carry the sign-in: the API, and the site that takes uploads (`www.linkedin.com/dms-uploads`). */
export function isOwnHost(url: string, server: string): boolean {
  const origin = URL.canParse(url) ? new URL(url).origin : undefined;
  return origin === server || origin === siteOf(server);
}

/** Where a post can be seen. */
export function permalinkOf(urn: string, server: string): string {
  return `${siteOf(server)}/feed/update/${urn}/`;
}

/** A request to the versioned API (PLATFORMS.md 2.1). `restliMethod` only where the HTTP method does not say it. */
export function rest(
  server: string,
  method: HttpRequest['method'],
  path: string,
  more: { readonly json?: unknown; readonly restliMethod?: 'FINDER' | 'PARTIAL_UPDATE' } = {},
): HttpRequest {
  return {
    method,
    url: `${server}/rest${path}`,
    headers: {
      'linkedin-version': LINKEDIN_VERSION,
      'x-restli-protocol-version': '2.0.0',
      ...(more.restliMethod === undefined ? {} : { 'x-restli-method': more.restliMethod }),
    },
    ...(more.json === undefined ? {} : { body: { json: more.json } }),
  };
}

/** A URN inside an address: Rest.li wants brackets and colons encoded too. */
export function enc(urn: string): string {
  return encodeURIComponent(urn).replaceAll(/[()']/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
