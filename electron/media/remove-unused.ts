import type { MediaId } from '#shared/ids.ts';
import type { Library } from '#electron/db/handles.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import { isUsed } from '#electron/media/media-uses.read.ts';
import { forgetMedia } from '#electron/media/media.write.ts';

/** Removes those that nothing uses, and answers which. The row goes first: a crash leaves a file that nobody names. */
export function removeUnused(
  d: { readonly library: Library; readonly store: MediaStore },
  ids: readonly MediaId[],
): MediaId[] {
  return ids.filter((id) =>
    d.library.write((tx) => {
      if (isUsed(tx, id)) return false;
      tx.afterCommit(() => d.store.drop(id));
      return forgetMedia(tx, id);
    }),
  );
}
