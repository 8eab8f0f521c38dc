import { GRAPH_VERSION } from '#shared/platforms/meta/graph.ts';

// Instagram has two doors with hosts of their own (PLATFORMS.md 5). An address set for tests takes the place of all.

/** Where a person signs in and what is asked there. */
export interface Hosts {
  /** The page in the browser. */
  readonly page: string;
  /** Where the code of a sign-in is exchanged. */
  readonly codes: string;
  /** The API itself; `server` of the account. */
  readonly graph: string;
  /** Where profiles are shown. */
  readonly profiles: string;
}

const PROFILES = 'https://www.instagram.com';
const FACEBOOK_GRAPH = 'https://graph.facebook.com';
const UPLOADS = 'https://rupload.facebook.com';
const UPLOAD_PATH = '/ig-api-upload/';

/** The hosts of Instagram Login. */
export function instagramHosts(baseUrl: string | undefined): Hosts {
  if (baseUrl !== undefined) return everywhere(baseUrl);
  return {
    page: PROFILES,
    codes: 'https://api.instagram.com',
    graph: 'https://graph.instagram.com',
    profiles: PROFILES,
  };
}

/** The hosts of Facebook Login. */
export function facebookHosts(baseUrl: string | undefined): Hosts {
  if (baseUrl !== undefined) return everywhere(baseUrl);
  return { page: 'https://www.facebook.com', codes: FACEBOOK_GRAPH, graph: FACEBOOK_GRAPH, profiles: PROFILES };
}

function everywhere(baseUrl: string): Hosts {
  const { origin } = new URL(baseUrl);
  return { page: origin, codes: origin, graph: origin, profiles: origin };
}

/** An address with parameters, encoded as forms are. */
export function address(base: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = new URLSearchParams(query).toString();
  return pairs === '' ? base : `${base}?${pairs}`;
}

/** An address of the Graph API, in the version that Postwright speaks. */
export function graphAddress(server: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  return address(`${server}/${GRAPH_VERSION}${path}`, query);
}

/** Where the bytes of a container go. The network's own address only where it is one of its hosts: a token goes with it. */
export function uploadAddress(server: string, container: string, named: string | undefined): string {
  if (named !== undefined && isUpload(named, server)) return named;
  return `${uploadHost(server)}${UPLOAD_PATH}${GRAPH_VERSION}/${container}`;
}

/** Whether an address takes the bytes of a container for an account of this server. */
export function isUpload(url: string, server: string): boolean {
  return url.startsWith(`${uploadHost(server)}${UPLOAD_PATH}`);
}

function uploadHost(server: string): string {
  return server === FACEBOOK_GRAPH ? UPLOADS : server;
}
