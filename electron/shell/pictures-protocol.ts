import { readFile } from 'node:fs/promises';
import { net, type Session } from 'electron';
import type { SmallPicture } from '#shared/media/media.ts';
import { PICTURES_SCHEME } from '#shared/media/picture-addresses.ts';
import { pictureAt } from '#electron/shell/wanted-picture.ts';

/** Whoever knows the pictures. */
export interface PictureSource {
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

/** None of them is code, whatever is in it. */
const ALWAYS = {
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

/** Serves `pictures://postwright/…` to the pages of a session. */
export function servePictures(session: Session, pictures: PictureSource): () => void {
  session.protocol.handle(PICTURES_SCHEME, ({ method, url }) =>
    method === 'GET' ? answer(pictures, url) : refused(405),
  );
  return () => session.protocol.unhandle(PICTURES_SCHEME);
}

async function answer(from: PictureSource, address: string): Promise<Response> {
  const wanted = pictureAt(address);
  switch (wanted?.kind) {
    case 'media': {
      const file = await from.mediaFile(wanted.id, wanted.small);
      return file === undefined ? refused(404) : fromDisk(file.path, file.mimeType);
    }
    case 'arrived': {
      const file = from.arrivedFile(wanted.sha256);
      return file === undefined ? refused(404) : fromNetwork(file.url, file.mimeType);
    }
    case 'frame': {
      const frame = await from.filmFrame(wanted.id, wanted.atMs);
      return frame === undefined ? refused(404) : whole(frame, 'image/jpeg', 'private, max-age=3600');
    }
    case undefined:
      return refused(403);
  }
}

async function fromDisk(path: string, type: string): Promise<Response> {
  try {
    // Named by its bytes: it never changes.
    return whole(await readFile(path), type, 'private, max-age=31536000, immutable');
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
  return new Response(found.body, { headers: headersOf(type, 'no-store') });
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
