import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Session } from 'electron';
import { PICTURES_SCHEME } from '#shared/media/picture-addresses.ts';
import { fileAt, linksOf } from '#electron/shell/app-files.ts';
import { APP_SCHEME } from '#electron/shell/schemes.ts';

/** Only our own code and styles; pictures also of the library and from memory. Mantine writes styles into the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: blob: ${PICTURES_SCHEME}:`,
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Chromium's name for an address that nobody may read (net/base/net_error_list.h). */
const ACCESS_DENIED = -10;

/**
 * Serves `app://postwright/…`: the built window in `folder`, and nothing beside it. Electron reads the files by itself: this thread
 * says only where they lie, and need not read Node's fetch for it, as it would for a handler. Deprecated; its successor is experimental
 * (docs/decisions/0025).
 */
export function serveApp({ session, folder }: { readonly session: Session; readonly folder: string }): () => void {
  session.protocol.registerFileProtocol(APP_SCHEME, ({ url }, answer) => {
    const path = fileAt(url, folder);
    if (path === undefined) answer({ error: ACCESS_DENIED });
    else answer({ path, headers: { ...ALWAYS, ...(extname(path) === '.html' && { link: linksIn(path) }) } });
  });
  return () => session.protocol.unhandle(APP_SCHEME);
}

const ALWAYS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

function linksIn(path: string): string {
  try {
    return linksOf(readFileSync(path, 'utf8'));
  } catch (_expected) {
    // No such file: whoever reads it for the page finds the same, and says so.
    return '';
  }
}
