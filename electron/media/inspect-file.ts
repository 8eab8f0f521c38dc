import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import { isDocument, startOf } from '#electron/media/file-start.ts';
import { inspectDocument } from '#electron/media/inspect-document.ts';
import { inspectFilm } from '#electron/media/inspect-film.ts';
import type { FileFacts, LookAsk } from '#electron/media/picture-asks.ts';

/** A look reads a few places of a file; one that takes longer was made to. */
const LONGEST_MS = 15_000;

/**
 * Looks at the bytes of a file that is no picture, never at its name, in the process for pictures: what was made to do
 * harm does none there. Throws `media.unknown-type` for what no network takes, `media.damaged`, `media.locked`.
 */
export async function inspectFile({ name: file, from }: LookAsk, clock: Clock): Promise<FileFacts> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.after(LONGEST_MS, () => late.reject(new Failure('media.damaged', { file })));
  try {
    const work = isDocument(await startOf(from)) ? inspectDocument(from, file) : inspectFilm(from, file);
    return await Promise.race([work, late.promise]);
  } finally {
    cancel();
  }
}
