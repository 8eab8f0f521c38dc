import type { Zoom } from '#electron/shell/menu-template.ts';

/** Sizes that zooming goes through; 2 is text at 200 %. */
export const ZOOM_STEPS: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** The next size in a direction; the same at either end. */
export function zoomed(now: number, way: Zoom): number {
  if (way === 'actual') return 1;
  if (way === 'in') return ZOOM_STEPS.find((step) => step > now + 0.01) ?? Math.max(now, 2);
  return ZOOM_STEPS.findLast((step) => step < now - 0.01) ?? Math.min(now, 0.8);
}
