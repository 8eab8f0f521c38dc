import { extname, join, normalize, sep } from 'node:path';
import { SMALL_PICTURES, type SmallPicture } from '#shared/media/media.ts';

// What app://postwright/… means. Pure, so that every odd address can be tried in a test.

/** Where the window's pages come from. */
export const APP_ORIGIN = 'app://postwright';

/**
 * `media`: a file of the library, by its SHA-256, or a small picture of it · `frame`: one of a film · `arrived`: a file that
 * arrived at a network of the practice workspace · `file`: a file of the window · `nothing`: refused.
 */
export type Wanted =
  | { readonly kind: 'frame'; readonly id: string; readonly atMs: number }
  | { readonly kind: 'media'; readonly id: string; readonly small?: SmallPicture }
  | { readonly kind: 'arrived'; readonly sha256: string }
  | { readonly kind: 'file'; readonly path: string; readonly type: string }
  | { readonly kind: 'nothing' };

/** What only these can be: a file with another ending is not part of the window. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Reads an address. The window's screens have addresses without an ending; all of them are its one page. */
export function wantedAt(address: string, folder: string): Wanted {
  const nothing: Wanted = { kind: 'nothing' };
  if (!URL.canParse(address)) return nothing;
  const { protocol, host, pathname } = new URL(address);
  if (`${protocol}//${host}` !== APP_ORIGIN) return nothing;
  const path = decoded(pathname);
  if (path === undefined || path.includes('\0') || path.includes('\\')) return nothing;
  const [, id, which] = /^\/media\/([0-9a-f]{64})(?:\/([a-z]+))?$/.exec(path) ?? [];
  if (id !== undefined && which === undefined) return { kind: 'media', id };
  const small = SMALL_PICTURES.find((one) => one === which);
  if (id !== undefined && small !== undefined) return { kind: 'media', id, small };
  const [, sha256] = /^\/arrived\/([0-9a-f]{64})$/.exec(path) ?? [];
  if (sha256 !== undefined) return { kind: 'arrived', sha256 };
  const [, film, atMs] = /^\/media\/([0-9a-f]{64})\/frame\/(\d{1,9})$/.exec(path) ?? [];
  if (film !== undefined) return { kind: 'frame', id: film, atMs: Number(atMs) };
  if (path.startsWith('/media/') || path.startsWith('/arrived/')) return nothing;
  const file = extname(path) === '' ? '/index.html' : path;
  const full = normalize(join(folder, file));
  const type = TYPES[extname(full)];
  return type !== undefined && full.startsWith(folder + sep) ? { kind: 'file', path: full, type } : nothing;
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch (_expected) {
    // A percent sign that begins nothing: no file of ours is called so.
    return undefined;
  }
}
