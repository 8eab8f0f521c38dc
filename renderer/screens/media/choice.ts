import type { MediaId } from '#shared/ids.ts';

// Which files are chosen, as people know it from folders: a click chooses one, with Ctrl one more, with Shift all between.

export interface Choice {
  readonly ids: ReadonlySet<MediaId>;
  /** Where the keyboard is, counted from 0. */
  readonly at: number;
  /** From where Shift counts. */
  readonly anchor: number;
}

export const NOTHING: Choice = { ids: new Set(), at: 0, anchor: 0 };

/** What of the shelf is read; a file that is not cannot be chosen by its place. */
type IdAt = (index: number) => MediaId | undefined;

export function chooseOnly(index: number, idAt: IdAt): Choice {
  const id = idAt(index);
  return { ids: new Set(id === undefined ? [] : [id]), at: index, anchor: index };
}

export function chooseAlso(choice: Choice, index: number, idAt: IdAt): Choice {
  const id = idAt(index);
  const ids = new Set(choice.ids);
  if (id !== undefined && !ids.delete(id)) ids.add(id);
  return { ids, at: index, anchor: index };
}

export function chooseTo(choice: Choice, index: number, idAt: IdAt): Choice {
  const [from, to] = [Math.min(choice.anchor, index), Math.max(choice.anchor, index)];
  const between = Array.from({ length: to - from + 1 }, (_none, step) => idAt(from + step));
  return { ids: new Set(between.filter((id) => id !== undefined)), at: index, anchor: choice.anchor };
}

export function chooseAll(choice: Choice, all: readonly MediaId[]): Choice {
  return { ...choice, ids: new Set(all) };
}

/** Moves on without choosing. */
export function moveTo(choice: Choice, index: number): Choice {
  return { ...choice, at: index, anchor: index };
}
