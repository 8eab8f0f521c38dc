import { asFailureValue, type FailureCode } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { mediaByIds, mediaToLookAt } from '#electron/media/media.read.ts';
import { noteDetails } from '#electron/media/media.write.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import type { Pictures } from '#electron/media/pictures.ts';

export interface LookingAtOlder {
  readonly library: Library;
  readonly store: MediaStore;
  readonly pictures: Pick<Pictures, 'ask'>;
  readonly log: Log;
}

/** What another look would answer again. */
const FINAL: ReadonlySet<FailureCode> = new Set(['media.damaged', 'media.locked', 'media.unknown-type']);

/**
 * Looks into the files that came in when nobody kept what they are made of, one after another, so that no film stays
 * unknown. Ends early when it is told so; the rest is looked at another time. Answers how many were looked at.
 */
export async function lookAtOlder(d: LookingAtOlder, signal: AbortSignal): Promise<number> {
  let done = 0;
  for (const id of mediaToLookAt(d.library.read)) {
    // A file that is missing may come back: it is looked at then.
    if (!signal.aborted && d.store.has(id) && (await lookAt(d, id, signal))) done += 1;
  }
  return done;
}

async function lookAt({ library, store, pictures, log }: LookingAtOlder, id: MediaId, signal: AbortSignal) {
  const name = mediaByIds(library.read, [id])[0]?.name ?? id;
  try {
    const { mimeType: _kept, ...known } = await pictures.ask({ do: 'look', name, from: store.pathOf(id) });
    if (!signal.aborted) library.write((tx) => noteDetails(tx, id, known));
    return !signal.aborted;
  } catch (error) {
    // When the app ends, so does the process that looks.
    if (signal.aborted) return false;
    const { code } = asFailureValue(error);
    log.warn('an older file could not be looked at', { name, code });
    if (FINAL.has(code)) library.write((tx) => noteDetails(tx, id, {}));
    return false;
  }
}
