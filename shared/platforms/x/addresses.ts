// Where X is reached. With POSTWRIGHT_X_URL set, one address takes the place of both hosts.

const API = 'https://api.x.com';
const WEBSITE = 'https://x.com';

/** Origin of the API; the only one that gets the token. */
export function apiOrigin(baseUrl: string | undefined): string {
  return baseUrl === undefined ? API : new URL(baseUrl).origin;
}

/** Origin of the pages that people see. */
export function websiteOrigin(baseUrl: string | undefined): string {
  return baseUrl === undefined ? WEBSITE : new URL(baseUrl).origin;
}

/** An address at `origin`. Commas stay as they are: X lists fields with them. */
export function address(origin: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`,
  );
  return `${origin}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}
