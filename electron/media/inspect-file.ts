import { imageSize } from 'image-size';

/** What a picture's own bytes say about it. Width and height in pixels, as shown. */
export interface Inspected {
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
};

// EXIF orientations 5 to 8 lie on their side (Exif 2.3, tag 0x0112).
const FIRST_SIDEWAYS = 5;

/** Looks at the bytes, never at the name. `undefined` for what is not a JPEG, PNG, WebP or GIF. */
export function inspectImage(bytes: Uint8Array): Inspected | undefined {
  const size = measured(bytes);
  const mimeType = size?.type === undefined ? undefined : TYPES[size.type];
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
