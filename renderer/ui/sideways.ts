import { directionOf } from '#shared/text/language.ts';
import { spoken } from '#shared/text/spoken.ts';

/** The window is written from the right. */
export const isMirrored = directionOf(spoken()) === 'rtl';

/** Where an arrow key leads along the words: 1 on, -1 back, 0 for any other key. From the right, on is to the left. */
export function sidewaysOf(key: string): -1 | 0 | 1 {
  if (key === 'ArrowRight') return isMirrored ? -1 : 1;
  if (key === 'ArrowLeft') return isMirrored ? 1 : -1;
  return 0;
}

/** The arrow key that means the same where words are written from the left. */
export function keyAlong(key: string): string {
  const along = sidewaysOf(key);
  return along === 0 ? key : along > 0 ? 'ArrowRight' : 'ArrowLeft';
}

/** How far along the words a point lies in a box: 0 where a line begins, 1 where it ends. */
export function alongIn(box: { readonly left: number; readonly width: number }, x: number): number {
  const fromLeft = (x - box.left) / box.width;
  return isMirrored ? 1 - fromLeft : fromLeft;
}
