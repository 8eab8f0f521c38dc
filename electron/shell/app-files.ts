import { extname, join, normalize, sep } from 'node:path';
import { pathOf } from '#electron/shell/path-of.ts';

// What app://postwright/… means. Pure, so that every odd address can be tried in a test.

/** Where the window's pages come from. */
export const APP_ORIGIN = 'app://postwright';

/** What only these can be: a file with another ending is not part of the window. */
const ENDINGS = new Set(['.html', '.js', '.css', '.json', '.svg', '.png', '.ico', '.woff2', '.woff']);

/**
 * The file that an address means, `undefined` where it means none. The window's screens have addresses without an ending;
 * all of them are its one page. Whether there is such a file is not looked at.
 */
export function fileAt(address: string, folder: string): string | undefined {
  const path = pathOf(address, APP_ORIGIN);
  if (path === undefined) return undefined;
  const file = extname(path) === '' ? '/index.html' : path;
  const full = normalize(join(folder, file));
  return ENDINGS.has(extname(full)) && full.startsWith(folder + sep) ? full : undefined;
}

const NEEDED = /<(?:script|link)\b[^>]*?\b(?:src|href)="(?<address>\/assets\/[^"]+)"[^>]*>/g;

/**
 * What a page needs, as its `Link` header (RFC 8288): Chromium asks for it as soon as the page begins to come, and not once it has
 * been read.
 */
export function linksOf(page: string): string {
  return [...page.matchAll(NEEDED)].map(([tag, address]) => `<${address}>; ${relationOf(tag)}`).join(', ');
}

function relationOf(tag: string): string {
  if (tag.startsWith('<script')) return 'rel=modulepreload';
  const as = tag.includes('as="font"') ? 'font; type="font/woff2"' : 'style';
  return `rel=preload; as=${as}; crossorigin`;
}
