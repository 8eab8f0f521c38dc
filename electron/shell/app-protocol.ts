import { readFile } from 'node:fs/promises';
import { net, protocol, type Session } from 'electron';
import type { SmallPicture } from '#shared/media/media.ts';
import { APP_ORIGIN, wantedAt } from '#electron/shell/app-files.ts';

export interface AppProtocolDeps {
  readonly session: Session;
  /** The built window. */
  readonly folder: string;
  /** Where a file of the library lies, or a small picture of it; `undefined` when there is none under this id. */
  readonly mediaFile: (
    id: string,
    small: SmallPicture | undefined,
  ) => Promise<{ readonly path: string; readonly mimeType: string } | undefined>;
  /** Where a file that arrived at a network of the practice workspace can be fetched on this computer. */
  readonly arrivedFile: (sha256: string) => { readonly url: string; readonly mimeType: string } | undefined;
  /** A frame of a film, JPEG; `undefined` when there is none to show. */
  readonly filmFrame: (id: string, atMs: number) => Promise<Uint8Array | undefined>;
}

const SCHEME = new URL(APP_ORIGIN).protocol.replace(':', '');

/** Only our own code and styles; pictures also from memory. Mantine writes styles into the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const ALWAYS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** To be called before the app is ready. */
export function claimAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves `app://postwright/…`: the built window, and the pictures of the library. */
export function serveApp(d: AppProtocolDeps): { stop(): Promise<void> } {
  d.session.protocol.handle(SCHEME, (request) => (request.method === 'GET' ? answer(d, request.url) : refused(405)));
  return {
    stop: () => {
      d.session.protocol.unhandle(SCHEME);
      return Promise.resolve();
    },
  };
}

async function answer(d: AppProtocolDeps, address: string): Promise<Response> {
  const wanted = wantedAt(address, d.folder);
  switch (wanted.kind) {
    case 'file':
      return fromDisk(wanted.path, wanted.type, 'no-cache');
    case 'media': {
      const file = await d.mediaFile(wanted.id, wanted.small);
      // Named by its bytes: it never changes.
      return file === undefined
        ? refused(404)
        : fromDisk(file.path, file.mimeType, 'private, max-age=31536000, immutable');
    }
    case 'arrived': {
      const file = d.arrivedFile(wanted.sha256);
      return file === undefined ? refused(404) : fromNetwork(file.url, file.mimeType);
    }
    case 'frame': {
      const frame = await d.filmFrame(wanted.id, wanted.atMs);
      return frame === undefined ? refused(404) : whole(frame, 'image/jpeg', 'private, max-age=3600');
    }
    case 'nothing':
      return refused(403);
  }
}

async function fromDisk(path: string, type: string, caching: string): Promise<Response> {
  try {
    return whole(await readFile(path), type, caching);
  } catch (_expected) {
    // No such file: the page is told so, and shows what it shows for a missing picture.
    return refused(404);
  }
}

/** Under the type that it arrived with, and our own headers only. */
async function fromNetwork(url: string, type: string): Promise<Response> {
  // Where the network has stopped, the window shows what it shows for a missing picture.
  const found = await net.fetch(url, { credentials: 'omit' }).catch((_expected: unknown) => undefined);
  if (found?.ok !== true) return refused(404);
  return new Response(found.body, { headers: { ...ALWAYS, 'content-type': type, 'cache-control': 'no-store' } });
}

function whole(bytes: Uint8Array, type: string, caching: string): Response {
  return new Response(new Uint8Array(bytes), { headers: headersOf(type, caching) });
}

function headersOf(type: string, caching: string): Record<string, string> {
  return { ...ALWAYS, 'content-type': type, 'cache-control': caching };
}

function refused(status: number): Response {
  return new Response(null, { status, headers: ALWAYS });
}
