import { open, readFile, stat, writeFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { never } from '#shared/assert.ts';
import { Failure } from '#shared/failures.ts';
import { changedSize, type PictureChange } from '#shared/media/fit-plan.ts';
import { MOST_HEIC_PIXELS, MOST_PICTURE_PIXELS } from '#shared/media/media.ts';
import { asMuchAs } from '#electron/media/as-much-as.ts';
import { heicAsTiff, HeicRefused } from '#electron/media/heic.ts';
import type { PictureAsk, PictureFacts } from '#electron/media/picture-asks.ts';
import { strippedPicture } from '#electron/media/strip-metadata.ts';

// All work on pixels, in a process of its own. Nothing else imports sharp.

const MIB = 1024 * 1024;
/** Files that are worked on at the same time, and their pixels once they are decoded: with the encoders' own below 1 GB. */
const filesAtOnce = asMuchAs(100 * MIB);
const pixelsAtOnce = asMuchAs(300 * MIB);
// Several small pictures side by side use the cores better than one with several threads.
sharp.concurrency(1);
sharp.cache(false);

const KEPT_FORMATS = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' } as const;
type KeptFormat = keyof typeof KEPT_FORMATS;

/** Close enough that nobody sees a difference, at about the size that cameras write. */
const HIGH_QUALITY = 92;
const SMALL_SIDES = { thumb: 320, preview: 960 } as const;

/** Throws `media.damaged`, `media.heic`, `media.too-many-pixels`, `media.unreadable`. */
export async function doPictureWork(ask: PictureAsk): Promise<PictureFacts> {
  const unreadable = (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('media.unreadable', { file: ask.name, reason }, { cause: error });
  };
  const { size } = await stat(ask.from).catch(unreadable);
  return filesAtOnce(size, async () => {
    const bytes = await readFile(ask.from).catch(unreadable);
    const known = await knownOf(bytes, ask.name);
    try {
      return await pixelsAtOnce(decodedBytes(known), () => work(ask, bytes, known));
    } catch (error) {
      throw error instanceof Failure ? error : new Failure('media.damaged', { file: ask.name }, { cause: error });
    }
  });
}

async function work(ask: PictureAsk, bytes: Buffer, known: Metadata): Promise<PictureFacts> {
  switch (ask.do) {
    case 'clean': {
      const clean = await cleaned(bytes, known, ask.name);
      const { width, height } = await writeSmallOnes(clean, ask.small);
      await writeFlushed(ask.to, clean.bytes);
      return { mimeType: clean.mimeType, width, height };
    }
    case 'small': {
      const { width, height } = await writeSmallOnes({ bytes }, ask.small);
      return { mimeType: KEPT_FORMATS[known.format as KeptFormat] ?? '', width, height };
    }
    case 'fit': {
      const fitted = await changed(bytes, known, ask.change);
      if (fitted === undefined) throw new Failure('media.no-fit', { file: ask.name });
      const { width, height } = await writeSmallOnes({ bytes: fitted }, ask.small);
      await writeFlushed(ask.to, fitted);
      return { mimeType: ask.change.mimeType, width, height };
    }
    default:
      return never(ask);
  }
}

async function knownOf(bytes: Buffer, file: string): Promise<Metadata> {
  const known = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw new Failure(isOtherHeic(bytes) ? 'media.heic' : 'media.damaged', { file }, { cause: error });
    });
  if (known.format === 'heif' && known.compression !== 'av1' && !isHevc(known))
    throw new Failure('media.heic', { file });
  const pixels = known.width * (known.pageHeight ?? known.height) * (known.pages ?? 1);
  const most = isHevc(known) ? MOST_HEIC_PIXELS : MOST_PICTURE_PIXELS;
  if (pixels > most) {
    const about = { file, used: Math.ceil(pixels / 1e6), limit: most / 1e6 };
    throw new Failure('media.too-many-pixels', about);
  }
  return known;
}

/** ISO 23008-12: series of pictures, which may have no first one to show, and pictures that are not coded as HEVC. */
function isOtherHeic(bytes: Buffer): boolean {
  const brand = bytes.toString('latin1', 4, 12);
  return /^ftyp(hev[cxms]|msf1)/.test(brand) || (/^ftyp(hei[cxms]|mif1)/.test(brand) && !bytes.includes('hvc1'));
}

/** A photograph of a phone: sharp reads its header, and another decoder its pixels. */
function isHevc({ format, compression }: Metadata): boolean {
  return format === 'heif' && compression === 'hevc';
}

/** Bytes of memory for each pixel: the decoder's own, and the picture that it makes (measured). */
const HEIC_BYTES_PER_PIXEL = 8.5;

function decodedBytes(known: Metadata): number {
  const { width, height, pageHeight, pages, channels, depth } = known;
  if (isHevc(known)) return width * height * HEIC_BYTES_PER_PIXEL;
  const perSample = depth === 'uchar' ? 1 : depth === 'ushort' ? 2 : 4;
  return width * (pageHeight ?? height) * Math.min(pages ?? 1, 2) * (channels ?? 4) * perSample;
}

interface Clean {
  readonly bytes: Buffer;
  readonly mimeType: string;
}

/** The pixels as they are wherever that is possible: the file keeps its quality, and the same file keeps its name. */
async function cleaned(bytes: Buffer, known: Metadata, file: string): Promise<Clean> {
  const format = known.format as KeptFormat | 'heif';
  if (format !== 'heif' && !(format in KEPT_FORMATS)) throw new Failure('media.unknown-type', { file });
  const isUpright = (known.orientation ?? 1) === 1;
  if (format !== 'heif' && isUpright && known.space !== 'cmyk') {
    const stripped = strippedPicture(bytes, format);
    if (stripped !== undefined) return { bytes: stripped, mimeType: KEPT_FORMATS[format] };
  }
  const readable = isHevc(known) ? await heicPixels(bytes, known, file) : bytes;
  const upright = opened(readable, { isAnimated: isUpright }).autoOrient();
  const written = format === 'heif' ? (known.hasAlpha ? 'png' : 'jpeg') : format;
  return { bytes: await encoded(upright, written).toBuffer(), mimeType: KEPT_FORMATS[written] };
}

async function heicPixels(bytes: Buffer, { width, height, hasAlpha, icc }: Metadata, file: string): Promise<Buffer> {
  try {
    return await heicAsTiff(bytes, { pixels: width * height, hasAlpha, profile: icc });
  } catch (error) {
    const isUnknown = error instanceof HeicRefused && error.isUnsupported;
    throw new Failure(isUnknown ? 'media.heic' : 'media.damaged', { file }, { cause: error });
  }
}

/** What is written has no metadata, and colours in sRGB: sharp does both unless told otherwise. */
function opened(bytes: Buffer, { isAnimated = false } = {}): Sharp {
  const limits = { limitInputPixels: MOST_PICTURE_PIXELS, failOn: 'error', sequentialRead: true } as const;
  return sharp(bytes, { ...limits, animated: isAnimated });
}

function encoded(picture: Sharp, format: KeptFormat, quality = HIGH_QUALITY): Sharp {
  switch (format) {
    case 'jpeg': {
      const chromaSubsampling = quality > 85 ? '4:4:4' : '4:2:0';
      // The best code tables are known at the end only, and until then the whole picture is kept: 600 MB of 100 megapixels.
      return picture.flatten({ background: 'white' }).jpeg({ quality, chromaSubsampling, optimiseCoding: false });
    }
    case 'png':
      return picture.png({ compressionLevel: 6 });
    case 'webp':
      return picture.webp({ quality });
    case 'gif':
      return picture.gif();
    default:
      return never(format);
  }
}

/** Decodes the whole picture, so that one that was cut short is found out. The answer is its size. */
async function writeSmallOnes(
  { bytes }: Pick<Clean, 'bytes'>,
  to: PictureAsk['small'],
): Promise<{ width: number; height: number }> {
  const { width, pageHeight, height } = await sharp(bytes, { limitInputPixels: MOST_PICTURE_PIXELS }).metadata();
  const inside = { fit: 'inside', withoutEnlargement: true } as const;
  const side = SMALL_SIDES.preview;
  const { data, info } = await opened(bytes)
    .autoOrient()
    .resize(side, side, inside)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const preview = (): Sharp =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const thumb = preview().resize(SMALL_SIDES.thumb, SMALL_SIDES.thumb, inside);
  await Promise.all([
    preview()
      .webp(SMALL_WEBP)
      .toBuffer()
      .then((small) => writeFile(to.preview, small)),
    thumb
      .webp(SMALL_WEBP)
      .toBuffer()
      .then((small) => writeFile(to.thumb, small)),
  ]);
  return { width, height: pageHeight ?? height };
}

const SMALL_WEBP = { quality: 80, effort: 0 } as const;

const QUALITIES = [HIGH_QUALITY, 85, 80, 75, 70, 65];
/** Nobody wants to see less of a picture. */
const LEAST_SIDE = 64;
/** Each try is this much smaller in width and height. */
const SMALLER = 0.85;

/**
 * As planned; where that is too heavy, at a lower quality, and then smaller, until it is light enough. `undefined` where
 * nothing would be left of it.
 */
async function changed(bytes: Buffer, known: Metadata, change: PictureChange): Promise<Buffer | undefined> {
  const format = (Object.keys(KEPT_FORMATS) as KeptFormat[]).find((name) => KEPT_FORMATS[name] === change.mimeType);
  if (format === undefined) throw new Error(`no way to write ${change.mimeType}`);
  const isAnimated = (known.pages ?? 1) > 1 && (format === 'gif' || format === 'webp');
  const qualities = format === 'jpeg' || format === 'webp' ? QUALITIES : [HIGH_QUALITY];
  for (let scale = 1; ; scale *= SMALLER) {
    const { width, height } = changedSize(change, scale);
    for (const quality of qualities) {
      const picture = opened(bytes, { isAnimated });
      if (change.crop !== undefined) picture.extract(change.crop);
      const written = await encoded(picture.resize(width, height, { fit: 'fill' }), format, quality).toBuffer();
      if (written.length <= (change.mostBytes ?? Infinity)) return written;
    }
    if (Math.min(width, height) < LEAST_SIDE) return undefined;
  }
}

/** On the disk when it resolves. */
async function writeFlushed(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
