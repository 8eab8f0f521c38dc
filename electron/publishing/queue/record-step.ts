import type { PublicationId } from '#shared/ids.ts';
import type { StepResult } from '#shared/publishing/steps.ts';
import type { ReadDb, WriteTx } from '#electron/db/handles.ts';

/** `StepKind` as a column: a `OnceStep` is `once`. */
export type StoredStepKind = 'repeatable' | 'keyed' | 'once';

/** A step that was started; without `finished_at` it may have happened. */
export interface StepRow {
  readonly name: string;
  readonly kind: StoredStepKind;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly result_json: string | null;
}

/** The row of a step, or `undefined` when it was never started or its start came to nothing. */
export function stepOf(db: ReadDb, publication: PublicationId, name: string): StepRow | undefined {
  return db
    .prepare<[string, string], StepRow>('SELECT * FROM steps WHERE publication_id = ? AND name = ?')
    .get(publication, name);
}

/** Notes that a step is about to run. `false`: the lease is lost, and it must not run. */
export function startStep(
  tx: WriteTx,
  publication: PublicationId,
  lease: string,
  name: string,
  kind: StoredStepKind,
): boolean {
  return (
    tx
      .prepare(
        `INSERT INTO steps (publication_id, name, kind, started_at)
         SELECT id, ?, ?, ? FROM publications WHERE id = ? AND state = 'publishing' AND lease = ?`,
      )
      .run(name, kind, tx.now, publication, lease).changes === 1
  );
}

/** Keeps the result. It happened, so it is kept even when the lease was lost meanwhile. */
export function finishStep(tx: WriteTx, publication: PublicationId, name: string, result: StepResult): void {
  tx.prepare(
    `UPDATE steps SET finished_at = ?, result_json = ?
      WHERE publication_id = ? AND name = ? AND finished_at IS NULL`,
  ).run(tx.now, JSON.stringify(result), publication, name);
}

/** Forgets a start that certainly came to nothing. An unfinished row always means: it may have happened. */
export function forgetStep(tx: WriteTx, publication: PublicationId, name: string): void {
  tx.prepare('DELETE FROM steps WHERE publication_id = ? AND name = ? AND finished_at IS NULL').run(publication, name);
}

/** Something that people can see was started and its end is not known. */
export function mayBeThere(db: ReadDb, publication: PublicationId): boolean {
  return hasStep(db, publication, `kind <> 'repeatable' AND finished_at IS NULL`);
}

/** People can see, or may see, some of it. */
export function hasVisibleStep(db: ReadDb, publication: PublicationId): boolean {
  return hasStep(db, publication, `kind <> 'repeatable'`);
}

/** People can certainly see some of it. */
export function hasShownStep(db: ReadDb, publication: PublicationId): boolean {
  return hasStep(db, publication, `kind <> 'repeatable' AND finished_at IS NOT NULL`);
}

function hasStep(db: ReadDb, publication: PublicationId, which: string): boolean {
  return db.prepare(`SELECT 1 FROM steps WHERE publication_id = ? AND ${which} LIMIT 1`).get(publication) !== undefined;
}

/** Clears the way for a fresh start: nothing of it is visible, so the words may be other ones. */
export function startAfresh(tx: WriteTx, publication: PublicationId): void {
  tx.prepare('DELETE FROM steps WHERE publication_id = ?').run(publication);
  tx.prepare('UPDATE publications SET draft_json = NULL, post_version = NULL WHERE id = ?').run(publication);
}

/** A person looked and decided to send again what could not be confirmed. */
export function forgetUnconfirmed(tx: WriteTx, publication: PublicationId): void {
  tx.prepare(`DELETE FROM steps WHERE publication_id = ? AND kind = 'once' AND finished_at IS NULL`).run(publication);
}
