// What a network takes as a picture, as numbers: its rules and what makes a picture fit read the same ones.

/** What pictures of one type may be; what is absent is not limited. Bytes, pixels; a ratio is width to height. */
export interface PictureLimit {
  readonly mostBytes?: number;
  /** Width times height. */
  readonly mostPixels?: number;
  readonly mostWidth?: number;
  readonly mostHeight?: number;
  /** Width and height together. */
  readonly mostSides?: number;
  readonly leastRatio?: number;
  readonly mostRatio?: number;
}

/** Every type of picture that is taken (MIME), with its limits. */
export type PictureLimits = Readonly<Record<string, PictureLimit>>;

/** What limits look at; width and height 0 where they are not known. */
export interface PictureMeasures {
  readonly mimeType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Which limits a picture breaks; nothing is said of a size that is not known. */
export function brokenLimits(picture: PictureMeasures, limit: PictureLimit): ReadonlySet<keyof PictureLimit> {
  const { bytes, width, height } = picture;
  const { mostBytes = Infinity, mostPixels = Infinity, mostWidth = Infinity, mostHeight = Infinity } = limit;
  const { mostSides = Infinity, leastRatio = 0, mostRatio = Infinity } = limit;
  const isKnown = width > 0 && height > 0;
  const broken: Readonly<Record<keyof PictureLimit, boolean>> = {
    mostBytes: bytes > mostBytes,
    mostPixels: width * height > mostPixels,
    mostWidth: width > mostWidth,
    mostHeight: height > mostHeight,
    mostSides: width + height > mostSides,
    leastRatio: isKnown && width / height < leastRatio,
    mostRatio: isKnown && width / height > mostRatio,
  };
  return new Set((Object.keys(broken) as (keyof PictureLimit)[]).filter((name) => broken[name]));
}
