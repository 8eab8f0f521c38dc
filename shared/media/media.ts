import { z } from 'zod';
import { instant, mediaId } from '#shared/ids.ts';

/** What a look into a file told besides its size; what is absent could not be told. */
export const fileDetails = z.object({
  /** Of a film: `avc` (H.264), `hevc` (H.265), `vp8`, `vp9`, `av1`, `prores`, `mpeg4`. */
  videoCodec: z.string().optional(),
  /** Colours are kept as 4:2:0 with 8 bits, which every player can show. */
  isYuv420p: z.boolean().optional(),
  /** Frames a second, on average. */
  frameRate: z.number().positive().optional(),
  /** Of a film or a sound: `aac`, `mp3`, `opus`, `vorbis`, … */
  audioCodec: z.string().optional(),
  /** Hertz. */
  sampleRate: z.number().positive().optional(),
  /** 0: a film without sound. */
  channels: z.int().min(0).optional(),
  /** Of a document. */
  pages: z.int().min(1).optional(),
});
export type FileDetails = z.infer<typeof fileDetails>;

/** A file of the library. Width and height in pixels, as shown (orientation applied); 0 where it has none. */
export const media = z.object({
  id: mediaId,
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int().min(0),
  width: z.int().min(0),
  height: z.int().min(0),
  /** Of a film or a sound; absent where it is not known. */
  durationMs: z.int().min(0).optional(),
  /** Absent where nobody has looked yet. */
  details: fileDetails.optional(),
  importedAt: instant,
  /** The description that new posts take over; absent where there is none. */
  alt: z.string().max(10_000).optional(),
});
export type Media = z.infer<typeof media>;

/** Every kind of file, in the order in which they are offered. */
export const MEDIA_KINDS = ['image', 'video', 'audio', 'document'] as const;
/** What kind of file a media type is. A GIF is an image, whether it moves or not. */
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** The kind of a file, by its media type. */
export function mediaKind(mimeType: string): MediaKind {
  const family = mimeType.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

/** Bits per second of a film or a sound, everything in the file together; `undefined` where its length is not known. */
export function bitRateOf({ bytes, durationMs }: Pick<Media, 'bytes' | 'durationMs'>): number | undefined {
  return durationMs === undefined || durationMs === 0 ? undefined : Math.round((bytes * 8000) / durationMs);
}

/** The largest file that is imported, bytes: the largest film a network takes (Threads, PLATFORMS.md 6.3). */
export const IMPORT_MAX_BYTES = 1024 * 1024 * 1024;

/** The largest file that crosses from the window, bytes; a larger one is chosen in the dialog, and read from its place. */
export const DROP_MAX_BYTES = 50 * 1024 * 1024;

/** The most pixels of a picture that is opened, all frames together: cameras with 200 megapixels are sold. */
export const MOST_PICTURE_PIXELS = 200_000_000;
/** The same of a HEIC, whose decoder needs more memory for each; phones take 48 to 50 megapixels. */
export const MOST_HEIC_PIXELS = 80_000_000;
/** The largest picture that is imported, bytes: it is held in memory while it is cleaned. */
export const PICTURE_MAX_BYTES = 200 * 1024 * 1024;

/** Small pictures made of each picture and each film: for lists · for looking at it. */
export const SMALL_PICTURES = ['thumb', 'preview'] as const;
/** Which of them. */
export type SmallPicture = (typeof SMALL_PICTURES)[number];
