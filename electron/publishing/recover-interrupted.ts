import type { Library } from '#electron/db/handles.ts';
import { changed } from '#electron/db/change-log.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { takeBackInterrupted } from '#electron/publishing/queue/take-back-interrupted.ts';
import { hold } from '#electron/publishing/queue/wait-for-person.ts';

/** A publication that takes Postwright down with it is not started for ever. */
const MOST_INTERRUPTIONS = 10;

/**
 * Takes up what was in flight when Postwright last ended, however it ended. To be called once, before anything is
 * claimed. Finished steps are replayed, an unfinished one is settled by its kind. Answers how many there were.
 */
export function recoverInterrupted(library: Library): number {
  return library.write((tx) => {
    const interrupted = takeBackInterrupted(tx);
    for (const { id, attempt } of interrupted) {
      note(tx, id, 'interrupted', { attempt });
      if (attempt >= MOST_INTERRUPTIONS) {
        hold(tx, id, { code: 'publish.gave-up', about: { attempts: attempt, answer: 'Postwright ended every time' } });
      }
      changed(tx, 'publications', [id]);
    }
    return interrupted.length;
  });
}
