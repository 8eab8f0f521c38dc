import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// What a network brings to the suite in the same way as most others.

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A draft of these parts. */
export function draftOf(...segments: Draft['segments']): Draft {
  return { segments, options: {} };
}

/** A picture whose bytes are put into `files`; every number is another one. */
export function pictureIn(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = Buffer.concat([PIXEL, Buffer.from([which])]);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const name = `picture-${which}.png`;
  return { media, alt: `Picture ${which}`, name, mimeType: 'image/png', bytes: bytes.length, width: 1, height: 1 };
}
