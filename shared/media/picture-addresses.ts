import type { Media, SmallPicture } from '#shared/media/media.ts';

// Where the window gets pictures from. They have a scheme of their own: the window's own files come without the main process,
// and what a picture of the library is, it alone knows (docs/decisions/0025).

/** The scheme of every picture that is not the window's own. */
export const PICTURES_SCHEME = 'pictures';

/** What its addresses begin with. */
export const PICTURES_ORIGIN = `${PICTURES_SCHEME}://postwright`;

/** Where the window gets the picture. */
export function mediaAddress(id: string): string {
  return `${PICTURES_ORIGIN}/media/${id}`;
}

/** What the window shows of a picture: a small one, which does not move, or a GIF as it is. */
export function shownAddress(id: string, file: Pick<Media, 'mimeType'> | undefined, which: SmallPicture): string {
  return file?.mimeType === 'image/gif' ? mediaAddress(id) : `${mediaAddress(id)}/${which}`;
}

/** Where the window gets a frame of a film: the one shown at `atMs`. */
export function frameAddress(id: string, atMs: number): string {
  return `${mediaAddress(id)}/frame/${Math.round(atMs)}`;
}

/** Where the practice window gets what arrived at a network. */
export function arrivedAddress(sha256: string): string {
  return `${PICTURES_ORIGIN}/arrived/${sha256}`;
}
