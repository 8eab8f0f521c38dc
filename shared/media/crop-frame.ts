/** What of a picture stays, pixels. */
export interface CropFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a person asks for; it may lie partly outside. */
export interface CropWish {
  /** Width to height. */
  readonly ratio: number;
  /** How much of the largest frame of this ratio, above 0 to 1. */
  readonly share: number;
  /** Where its middle would be, parts of the picture, 0 to 1. */
  readonly x: number;
  readonly y: number;
}

/** The frame that comes closest to the wish and lies inside the picture, in whole pixels. */
export function cropFrame(picture: { readonly width: number; readonly height: number }, wish: CropWish): CropFrame {
  const most = Math.min(picture.width, picture.height * wish.ratio);
  const wide = Math.max(1, Math.min(1, wish.share) * most);
  const width = Math.max(1, Math.min(picture.width, Math.round(wide)));
  const height = Math.max(1, Math.min(picture.height, Math.round(wide / wish.ratio)));
  const left = Math.round(Math.max(0, Math.min(picture.width - width, wish.x * picture.width - width / 2)));
  const top = Math.round(Math.max(0, Math.min(picture.height - height, wish.y * picture.height - height / 2)));
  return { left, top, width, height };
}

/** Ratios that people know, narrow ones first. */
export const CROP_RATIOS = [
  { name: '9:16', ratio: 9 / 16 },
  { name: '4:5', ratio: 4 / 5 },
  { name: '1:1', ratio: 1 },
  { name: '4:3', ratio: 4 / 3 },
  { name: '16:9', ratio: 16 / 9 },
  { name: '1.91:1', ratio: 1.91 },
] as const;
