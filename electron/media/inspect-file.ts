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

/** Pictures say their size in their first bytes; a JPEG may carry a preview and a colour profile before it. */
const START_BYTES = 2 * 1024 * 1024;

/** Looks at the bytes, never at the name. `undefined` for what no network takes. */
export async function inspectFile(path: string): Promise<Inspected | undefined> {
  const start = await startOf(path);
  return inspectImage(start) ?? inspectDocument(start) ?? (await inspectFilm(path));
}

async function startOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(START_BYTES);
    const { bytesRead } = await file.read(buffer, 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
};

// EXIF orientations 5 to 8 lie on their side (Exif 2.3, tag 0x0112).
const FIRST_SIDEWAYS = 5;

function inspectImage(bytes: Uint8Array): Inspected | undefined {
  const size = measured(bytes);
  const mimeType = size?.type === undefined ? undefined : IMAGE_TYPES[size.type];
  if (size === undefined || mimeType === undefined || !(size.width > 0) || !(size.height > 0)) return undefined;
  const isSideways = (size.orientation ?? 1) >= FIRST_SIDEWAYS;
  return isSideways
    ? { mimeType, width: size.height, height: size.width }
    : { mimeType, width: size.width, height: size.height };
}

function measured(bytes: Uint8Array): ReturnType<typeof imageSize> | undefined {
  try {
    return imageSize(bytes);
  } catch (_expected) {
    // Not an image, or one cut short: the caller says so by the file's name.
    return undefined;
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
