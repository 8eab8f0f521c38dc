import { z } from 'zod';
import {
  brokenLimits,
  type PictureLimit,
  type PictureLimits,
  type PictureMeasures,
} from '#shared/media/picture-limits.ts';

/** The types that pictures can be written as. */
const WRITABLE = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

const pixels = z.int().min(0).max(100_000);

/** How a picture is changed: cut, then scaled, then written, in a size that may still have to shrink for `mostBytes`. */
export const pictureChange = z.object({
  mimeType: z.enum(WRITABLE),
  /** What stays of it; absent, all. */
  crop: z.object({ left: pixels, top: pixels, width: pixels, height: pixels }).optional(),
  width: pixels.min(1),
  height: pixels.min(1),
  leastRatio: z.number().min(0).optional(),
  mostRatio: z.number().min(0).optional(),
  mostBytes: z.int().min(1).optional(),
});
export type PictureChange = z.infer<typeof pictureChange>;

/**
 * The smallest change that makes a picture pass at all these networks. `undefined` where it passes as it is, or nothing
 * makes it pass.
 */
export function fitPlan(picture: PictureMeasures, networks: readonly PictureLimits[]): PictureChange | undefined {
  if (picture.width === 0 || picture.height === 0 || networks.every((limits) => passes(picture, limits)))
    return undefined;
  const mimeType = typeFor(picture, networks);
  if (mimeType === undefined) return undefined;
  const limit = tightest(networks.flatMap((limits) => limits[mimeType] ?? []));
  const { leastRatio = 0, mostRatio = Infinity, mostBytes } = limit;
  if (leastRatio > mostRatio) return undefined;
  const cut = cutTo(picture, leastRatio, mostRatio);
  const change = {
    mimeType,
    ...(cut === undefined ? {} : { crop: cut }),
    ...(limit.leastRatio === undefined ? {} : { leastRatio: limit.leastRatio }),
    ...(limit.mostRatio === undefined ? {} : { mostRatio: limit.mostRatio }),
    ...(mostBytes === undefined ? {} : { mostBytes: Math.floor(mostBytes) }),
  };
  const { width, height } = cut ?? picture;
  const size = sizeWithin({ ...change, width, height }, limit);
  return size.width < 1 || size.height < 1 ? undefined : { ...change, ...size };
}

/** Rounding a side up, to keep a ratio, may go over a limit by a little: then it becomes a little smaller. */
function sizeWithin(change: Omit<PictureChange, 'mimeType'>, limit: PictureLimit): { width: number; height: number } {
  let scale = scaleFor(change, limit);
  let size = changedSize(change, scale);
  while (size.width > 1 && scaleFor(size, limit) < 1) {
    scale *= 0.995;
    size = changedSize(change, scale);
  }
  return size;
}

/** Width and height at `scale`, rounded so that the ratio stays allowed. */
export function changedSize(
  { width, height, leastRatio = 0, mostRatio = Infinity }: Omit<PictureChange, 'mimeType'>,
  scale: number,
): { width: number; height: number } {
  if (scale >= 1) return { width, height };
  const wide = Math.max(1, Math.floor(width * scale));
  const highest = leastRatio > 0 ? Math.floor(wide / leastRatio) : Infinity;
  const lowest = Math.ceil(wide / mostRatio);
  return { width: wide, height: Math.max(1, lowest, Math.min(highest, Math.floor((wide * height) / width))) };
}

function passes(picture: PictureMeasures, limits: PictureLimits): boolean {
  const limit = limits[picture.mimeType];
  return limit !== undefined && brokenLimits(picture, limit).size === 0;
}

/** Its own where it can stay; one without loss, too heavy for a network, becomes a JPEG before it becomes smaller. */
function typeFor(picture: PictureMeasures, networks: readonly PictureLimits[]): PictureChange['mimeType'] | undefined {
  const isTooHeavy = networks.some((limits) => {
    const limit = limits[picture.mimeType];
    return limit !== undefined && brokenLimits(picture, limit).has('mostBytes');
  });
  const own = WRITABLE.filter((type) => type === picture.mimeType);
  const first = picture.mimeType === 'image/png' && isTooHeavy ? (['image/jpeg', ...own] as const) : own;
  return [...first, ...WRITABLE.slice(0, 3)].find((type) => networks.every((limits) => limits[type] !== undefined));
}

function tightest(limits: readonly PictureLimit[]): PictureLimit {
  const least = (name: keyof PictureLimit): number => Math.min(...limits.map((limit) => limit[name] ?? Infinity));
  const leastRatio = Math.max(...limits.map((limit) => limit.leastRatio ?? 0));
  const found = {
    mostBytes: least('mostBytes'),
    mostPixels: least('mostPixels'),
    mostWidth: least('mostWidth'),
    mostHeight: least('mostHeight'),
    mostSides: least('mostSides'),
    leastRatio,
    mostRatio: least('mostRatio'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value > 0 && value < Infinity));
}

/** The middle of the picture, in the nearest ratio that is allowed. */
function cutTo(
  { width, height }: PictureMeasures,
  leastRatio: number,
  mostRatio: number,
): Required<PictureChange>['crop'] | undefined {
  if (width / height < leastRatio) {
    const kept = Math.floor(width / leastRatio);
    return { left: 0, top: Math.floor((height - kept) / 2), width, height: kept };
  }
  if (width / height > mostRatio) {
    const kept = Math.floor(height * mostRatio);
    return { left: Math.floor((width - kept) / 2), top: 0, width: kept, height };
  }
  return undefined;
}

function scaleFor({ width, height }: { width: number; height: number }, limit: PictureLimit): number {
  const { mostPixels = Infinity, mostWidth = Infinity, mostHeight = Infinity, mostSides = Infinity } = limit;
  return Math.min(
    1,
    Math.sqrt(mostPixels / (width * height)),
    mostWidth / width,
    mostHeight / height,
    mostSides / (width + height),
  );
}
