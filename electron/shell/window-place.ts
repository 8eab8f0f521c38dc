import { z } from 'zod';

/** Where a window was last. */
export const windowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlace>;

type Area = Omit<WindowPlace, 'isMaximized'>;

/**
 * Where a window opens: where it was, if enough of it can be seen there to take hold of it. Where its display is gone it
 * keeps its size, as far as there is room, and the system says where.
 */
export function placeNow(kept: WindowPlace | undefined, areas: readonly Area[]): Partial<WindowPlace> | undefined {
  if (kept === undefined) return undefined;
  if (areas.some((area) => canBeHeld(area, kept))) return kept;
  const [main] = areas;
  return {
    width: Math.min(kept.width, main?.width ?? kept.width),
    height: Math.min(kept.height, main?.height ?? kept.height),
    isMaximized: kept.isMaximized,
  };
}

function canBeHeld(area: Area, bounds: Area): boolean {
  const width = Math.min(area.x + area.width, bounds.x + bounds.width) - Math.max(area.x, bounds.x);
  const height = Math.min(area.y + area.height, bounds.y + bounds.height) - Math.max(area.y, bounds.y);
  // The bar to move it by is at the top.
  return width >= 100 && height >= 60 && bounds.y >= area.y - 20;
}
