/** Where accounts live that name no server of their own (PLATFORMS.md 7). */
export const BLUESKY_SERVER = 'https://bsky.social';

export type ServerAddress = { readonly origin: string; readonly host: string } | { readonly problem: string };

/**
 * Reads an address a person typed or a server named: `pds.example.com`, `https://pds.example.com/`. http is meant
 * and taken for this computer only: the password and the tokens travel there.
 */
export function readServerAddress(typed: string): ServerAddress {
  const match =
    /^(?:(?<scheme>https?):\/\/)?(?<name>[\p{L}\p{N}.-]+|\[[0-9a-f:]+\])(?<port>:\d{1,5})?(?:[/?#].*)?$/iu.exec(
      typed.trim(),
    );
  const name = match?.groups?.['name']?.toLowerCase();
  if (!name) return { problem: 'this is not the address of a server.' };
  const scheme = match?.groups?.['scheme']?.toLowerCase() ?? (isThisComputer(name) ? 'http' : 'https');
  if (scheme === 'http' && !isThisComputer(name))
    return { problem: 'http would send the password readable; use https.' };
  const host = `${name}${match?.groups?.['port'] ?? ''}`;
  return { origin: `${scheme}://${host}`, host };
}

function isThisComputer(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
