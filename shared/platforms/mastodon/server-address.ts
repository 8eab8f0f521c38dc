export type ServerAddress = { readonly origin: string; readonly host: string } | { readonly problem: string };

const ADDRESS =
  /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:@?[^\s@/]+@|@)?(?<name>(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.?)+|\[[0-9a-f:.]+\])(?<port>:\d{1,5})?(?:[/?#].*)?$/iu;

/**
 * Reads what a person calls their server: `mastodon.social`, `https://Mastodon.social/@you`, `@you@mastodon.social`.
 * https is meant unless it is this computer; over http the token would travel readable.
 */
export function readServerAddress(typed: string): ServerAddress {
  // Names copied from a page often bring invisible direction marks.
  const groups = ADDRESS.exec(typed.replaceAll(/[\p{Cf}\s]/gu, ''))?.groups;
  const name = groups?.['name']?.toLowerCase().replace(/\.$/, '');
  if (!name || !(name.includes('.') || isThisComputer(name))) return { problem: 'this is not the address of a server' };
  const scheme = groups?.['scheme']?.toLowerCase() ?? (isThisComputer(name) ? 'http' : 'https');
  if (scheme === 'http' && !isThisComputer(name))
    return { problem: 'http would send your sign-in readable; use https' };
  if (scheme !== 'http' && scheme !== 'https') return { problem: 'this is not the address of a server' };
  const host = `${name}${withoutUsualPort(scheme, groups?.['port'] ?? '')}`;
  return { origin: `${scheme}://${host}`, host };
}

function withoutUsualPort(scheme: string, port: string): string {
  return port === (scheme === 'https' ? ':443' : ':80') ? '' : port;
}

function isThisComputer(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
