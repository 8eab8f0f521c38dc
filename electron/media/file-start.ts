import { open } from 'node:fs/promises';
import { imageSize } from 'image-size';

/** Pictures say what they are in their first bytes; a JPEG may carry a preview and a colour profile before its size. */
const START_BYTES = 2 * 1024 * 1024;

/** The first bytes of a file. */
export async function startOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(START_BYTES);
    const { bytesRead } = await file.read(buffer, 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const PICTURES: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'gif']);
/** ISO 23008-12: pictures in the box format of films. Not every one of them can be opened, but each is explained. */
const BOXED_PICTURE = /^ftyp(hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])/;

/** Whether a file begins as a picture does. */
export function isPicture(start: Uint8Array): boolean {
  if (BOXED_PICTURE.test(Buffer.from(start.subarray(4, 12)).toString('latin1'))) return true;
  try {
    const { type } = imageSize(start);
    return type !== undefined && PICTURES.has(type);
  } catch (_expected) {
    // Not a picture, or one cut short before its size: what else it is, is looked at next.
    return false;
  }
}

/** ISO 32000-1, 7.5.2; readers allow the header anywhere in the first kilobyte. */
export function isDocument(start: Uint8Array): boolean {
  return Buffer.from(start.subarray(0, 1024)).toString('latin1').includes('%PDF-');
}
