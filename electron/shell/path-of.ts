/** The path of an address of that origin, decoded; `undefined` for every other address, and for a path with tricks in it. */
export function pathOf(address: string, origin: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (`${protocol}//${host}` !== origin) return undefined;
  const path = decoded(pathname);
  return path === undefined || path.includes('\0') || path.includes('\\') ? undefined : path;
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch (_expected) {
    // A percent sign that begins nothing: no file of ours is called so.
    return undefined;
  }
}
