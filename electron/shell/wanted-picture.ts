import { SMALL_PICTURES, type SmallPicture } from '#shared/media/media.ts';
import { PICTURES_ORIGIN } from '#shared/media/picture-addresses.ts';
import { pathOf } from '#electron/shell/path-of.ts';

// What pictures://postwright/… means (shared/media/picture-addresses.ts writes it). Pure, so that every odd address can be tried
// in a test.

/**
 * `media`: a file of the library, by its SHA-256, or a small picture of it · `frame`: one of a film · `arrived`: a file that
 * arrived at a network of the practice workspace.
 */
export type WantedPicture =
  | { readonly kind: 'frame'; readonly id: string; readonly atMs: number }
  | { readonly kind: 'media'; readonly id: string; readonly small?: SmallPicture }
  | { readonly kind: 'arrived'; readonly sha256: string };

/** The picture that an address means, `undefined` where it means none. Whether there is such a picture is not looked at. */
export function pictureAt(address: string): WantedPicture | undefined {
  const path = pathOf(address, PICTURES_ORIGIN);
  if (path === undefined) return undefined;
  const [, id, which] = /^\/media\/([0-9a-f]{64})(?:\/([a-z]+))?$/.exec(path) ?? [];
  if (id !== undefined && which === undefined) return { kind: 'media', id };
  const small = SMALL_PICTURES.find((one) => one === which);
  if (id !== undefined && small !== undefined) return { kind: 'media', id, small };
  const [, sha256] = /^\/arrived\/([0-9a-f]{64})$/.exec(path) ?? [];
  if (sha256 !== undefined) return { kind: 'arrived', sha256 };
  const [, film, atMs] = /^\/media\/([0-9a-f]{64})\/frame\/(\d{1,9})$/.exec(path) ?? [];
  return film === undefined ? undefined : { kind: 'frame', id: film, atMs: Number(atMs) };
}
