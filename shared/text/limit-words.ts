import { inSpoken } from '#shared/text/spoken.ts';
import type { WordsLike } from '#shared/text/words.ts';

// What networks take, in the place of {allowed} and {limit} in the sentences of shared/posts/draft-problems.ts.

const en = {
  moreThanThat: 'more than that',
  pixelsWide: (pixels: number) => `${pixels} pixels wide`,
  sizesFrom: (least: string) => `videos of ${least} and larger`,
  sizesUpTo: (most: string) => `videos up to ${most}`,
  sizesBetween: (least: string, most: string) => `videos of ${least} to ${most}`,
  ratiosFrom: (least: string) => `${least} and wider`,
  ratiosUpTo: (most: string) => `up to ${most}`,
  ratiosBetween: (least: string, most: string) => `${least} to ${most}`,
} as const;

type LimitWords = WordsLike<typeof en>;

const de: LimitWords = {
  moreThanThat: 'mehr als das',
  pixelsWide: (pixels) => `${pixels} Pixel Breite`,
  sizesFrom: (least) => `Videos ab ${least}`,
  sizesUpTo: (most) => `Videos bis ${most}`,
  sizesBetween: (least, most) => `Videos von ${least} bis ${most}`,
  ratiosFrom: (least) => `${least} und breiter`,
  ratiosUpTo: (most) => `bis ${most}`,
  ratiosBetween: (least, most) => `${least} bis ${most}`,
};

const es: LimitWords = {
  moreThanThat: 'más que eso',
  pixelsWide: (pixels) => `${pixels} píxeles de ancho`,
  sizesFrom: (least) => `vídeos de ${least} o más`,
  sizesUpTo: (most) => `vídeos de hasta ${most}`,
  sizesBetween: (least, most) => `vídeos de ${least} a ${most}`,
  ratiosFrom: (least) => `${least} y más anchos`,
  ratiosUpTo: (most) => `hasta ${most}`,
  ratiosBetween: (least, most) => `de ${least} a ${most}`,
};

/** What limits are called, in the language that is spoken. */
export function limitWords(): LimitWords {
  return inSpoken<LimitWords>({ en, de, es });
}
