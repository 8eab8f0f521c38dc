import { open } from 'node:fs/promises';
import { imageSize } from 'image-size';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

/** What a file's own bytes say about it. Width and height in pixels, as shown; 0 where it has none. */
export interface Inspected {
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
  /** Of a film or a sound. */
  readonly durationMs?: number;
}

/** Pictures say what they are in their first bytes; a JPEG may carry a preview and a colour profile before its size. */
const START_BYTES = 2 * 1024 * 1024;

/** Looks at the bytes of a file that is no picture, never at its name. `undefined` for what no network takes. */
export async function inspectFile(path: string): Promise<Inspected | undefined> {
  return inspectDocument(await startOf(path)) ?? (await inspectFilm(path));
}

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
function inspectDocument(bytes: Uint8Array): Inspected | undefined {
  const header = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return header.includes('%PDF-') ? { mimeType: 'application/pdf', width: 0, height: 0 } : undefined;
}

/** The types that some network takes, by what the container is called. */
const FILM_TYPES: Readonly<Record<string, { readonly film: string; readonly sound: string }>> = {
  'video/mp4': { film: 'video/mp4', sound: 'audio/mp4' },
  'video/quicktime': { film: 'video/quicktime', sound: 'audio/mp4' },
  'video/webm': { film: 'video/webm', sound: 'audio/webm' },
  'application/ogg': { film: 'video/ogg', sound: 'audio/ogg' },
  'audio/mpeg': { film: 'audio/mpeg', sound: 'audio/mpeg' },
  'audio/wav': { film: 'audio/wav', sound: 'audio/wav' },
  'audio/flac': { film: 'audio/flac', sound: 'audio/flac' },
  'audio/aac': { film: 'audio/aac', sound: 'audio/aac' },
};

async function inspectFilm(path: string): Promise<Inspected | undefined> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    const types = FILM_TYPES[(await input.getFormat()).mimeType];
    if (types === undefined) return undefined;
    const [film, seconds] = await Promise.all([input.getPrimaryVideoTrack(), input.computeDuration()]);
    const durationMs = Math.round(seconds * 1000);
    if (!film) return { mimeType: types.sound, width: 0, height: 0, durationMs };
    const [width, height] = await Promise.all([film.getDisplayWidth(), film.getDisplayHeight()]);
    return { mimeType: types.film, width, height, durationMs };
  } catch (_expected) {
    // No container that is known, or one cut short: the caller says so by the file's name.
    return undefined;
  }
}
