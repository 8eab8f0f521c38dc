import type { FailureValue } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { isSent, type PublicationState } from '#shared/publishing/publication.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { readingKept, restoredMark, RESTORED_SETTING, type RestoredMark } from '#electron/db/portable-copy.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import type { PublicationRow } from '#electron/publishing/publications.read.ts';
import { hasVisibleStep, type StepRow } from '#electron/publishing/queue/record-step.ts';

// A library that was brought back from a backup knows nothing of what happened since, and would send again what went out
// meanwhile (docs/decisions/0018). Before anything runs on it, every publication is looked through: what the library that
// it replaced knows to be sent is taken over with its proof; what is certainly unsent and still to come stays planned; and
// everything else waits for a person.

/** What became of the publications of a library that was brought back. */
export interface Settled {
  readonly mark: RestoredMark;
  /** Known to be sent from the library before. */
  readonly takenOver: number;
  /** Waiting for a person now. */
  readonly held: number;
  /** Going out at their time. */
  readonly planned: number;
}

/** To be called before publishing starts; `undefined` when the library was not brought back. */
export function settleRestored(library: Library): Settled | undefined {
  const mark = restoredMark(library.read);
  if (mark === undefined) return undefined;
  const known = mark.kept === undefined ? undefined : readingKept(mark.kept, (before) => settle(library, mark, before));
  return known ?? settle(library, mark, undefined);
}

/** One transaction with the note that asked for it: it happens once, whatever the power does. */
function settle(library: Library, mark: RestoredMark, before: ReadDb | undefined): Settled {
  return library.write((tx) => {
    const counts = { takenOver: 0, held: 0, planned: 0 };
    if (before !== undefined) takeOverSignIns(tx, before);
    for (const row of tx.prepare<[], PublicationRow>('SELECT * FROM publications').all()) {
      const was = before && rowOf(before, row.id);
      const verdict = verdictOn(row, was, before, tx);
      if (verdict === 'stays') continue;
      counts[verdict === 'take-over' ? 'takenOver' : verdict === 'planned' ? 'planned' : 'held'] += 1;
      if (verdict === 'planned') continue;
      if (verdict === 'take-over' && was !== undefined && before !== undefined) takeOver(tx, was, before);
      else wait(tx, row, was, before, mark);
      changed(tx, 'publications', [row.id]);
    }
    if (before !== undefined) counts.takenOver += takeOverAdded(tx, before);
    tx.prepare('DELETE FROM settings WHERE name = ?').run(RESTORED_SETTING);
    return { mark, ...counts };
  });
}

type Verdict = 'stays' | 'planned' | 'take-over' | 'wait';

function verdictOn(
  row: PublicationRow,
  was: PublicationRow | undefined,
  before: ReadDb | undefined,
  tx: WriteTx,
): Verdict {
  const state = row.state as PublicationState;
  const later = was?.state as PublicationState | undefined;
  if (later !== undefined && isSent(later)) return isSame(row, was) ? 'stays' : 'take-over';
  // Taken back from the network's own scheduler since.
  if (state === 'handed-over' && later === 'canceled') return 'take-over';
  if (state === 'canceled' || isSent(state)) return 'stays';
  const isTouched = before !== undefined && hasVisibleStep(before, row.id as PublicationId);
  const isCertain = was !== undefined && !isTouched && was.due_at === row.due_at && later === state;
  if (state === 'scheduled' && isCertain && row.due_at > tx.now && !hasVisibleStep(tx, row.id as PublicationId)) {
    return 'planned';
  }
  // What waited then and waits still has its own reason; unless that reason could end by itself.
  if ((state === 'held' || state === 'failed') && isCertain && !endsByItself(row)) return 'stays';
  return 'wait';
}

/** Goes on once its channel does. */
function endsByItself(row: PublicationRow): boolean {
  const why = JSON.parse(row.why_json ?? '{}') as { code?: string };
  return why.code?.startsWith('channel.') === true;
}

function isSame(row: PublicationRow, was: PublicationRow | undefined): boolean {
  return row.state === was?.state && row.receipt_json === was.receipt_json;
}

/** Its end, what was sent and every line of its history, as the library before has them. */
function takeOver(tx: WriteTx, was: PublicationRow, before: ReadDb): void {
  tx.prepare(
    `UPDATE publications SET state = :state, due_at = :due_at, run_at = :run_at, attempt = :attempt, lease = NULL,
            lease_until = NULL, draft_json = :draft_json, started_at = :started_at, receipt_json = :receipt_json,
            why_json = :why_json, changed_at = :changed_at WHERE id = :id`,
  ).run({
    id: was.id,
    state: was.state,
    due_at: was.due_at,
    run_at: was.run_at,
    attempt: was.attempt,
    draft_json: was.draft_json,
    started_at: was.started_at,
    receipt_json: was.receipt_json,
    why_json: was.why_json,
    changed_at: was.changed_at,
  });
  takeOverSteps(tx, was.id, before);
  takeOverLedger(tx, was.id, before);
}

/** What went out since on channels that the post did not have yet: choosing them again must not send it again. */
function takeOverAdded(tx: WriteTx, before: ReadDb): number {
  const has = (table: string, id: string): boolean =>
    tx.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  const added = before
    .prepare<[], PublicationRow>('SELECT * FROM publications')
    .all()
    .filter(({ state }) => isSent(state as PublicationState))
    .filter((one) => !has('publications', one.id) && has('posts', one.post_id) && has('channels', one.channel_id));
  for (const one of added) {
    tx.prepare(
      `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, changed_at, receipt_json,
                                 why_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      one.id,
      one.workspace_id,
      one.post_id,
      one.channel_id,
      one.platform,
      one.state,
      one.due_at,
      one.changed_at,
      one.receipt_json,
      one.why_json,
    );
    takeOver(tx, one, before);
    changed(tx, 'publications', [one.id]);
  }
  return added.length;
}

/** Where people may see some of it, only a check or a person says more; the rest waits as if it were late. */
function wait(
  tx: WriteTx,
  row: PublicationRow,
  was: PublicationRow | undefined,
  before: ReadDb | undefined,
  mark: RestoredMark,
): void {
  const id = row.id as PublicationId;
  if (before !== undefined && was !== undefined && hasVisibleStep(before, id)) {
    takeOverSteps(tx, row.id, before);
    takeOverLedger(tx, row.id, before);
    tx.prepare('UPDATE publications SET draft_json = ? WHERE id = ?').run(was.draft_json, row.id);
  }
  const isDoubt = row.state === 'processing' || hasVisibleStep(tx, id);
  const why: FailureValue = {
    code: 'publish.restored',
    about: { madeAt: mark.madeAt, platform: platformOf(row.platform)?.name ?? row.platform },
  };
  tx.prepare(
    `UPDATE publications SET state = ?, run_at = NULL, lease = NULL, lease_until = NULL, receipt_json = NULL, why_json = ?,
            changed_at = ? WHERE id = ?`,
  ).run(isDoubt ? 'unconfirmed' : 'held', JSON.stringify(why), tx.now, row.id);
  note(tx, id, isDoubt ? 'unconfirmed' : 'held', why);
}

function takeOverSteps(tx: WriteTx, id: string, before: ReadDb): void {
  tx.prepare('DELETE FROM steps WHERE publication_id = ?').run(id);
  const steps = before.prepare<[string], StepRow>('SELECT * FROM steps WHERE publication_id = ?').all(id);
  for (const step of steps) {
    tx.prepare(
      'INSERT INTO steps (publication_id, name, kind, started_at, finished_at, result_json) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(id, step.name, step.kind, step.started_at, step.finished_at, step.result_json);
  }
}

interface LedgerRow {
  readonly at: number;
  readonly event: string;
  readonly details_json: string;
}

/** The ledger only grows: what it has already stays, and what came since is written behind it. */
function takeOverLedger(tx: WriteTx, id: string, before: ReadDb): void {
  const lines = (db: ReadDb): LedgerRow[] =>
    db
      .prepare<[string], LedgerRow>('SELECT at, event, details_json FROM ledger WHERE publication_id = ? ORDER BY seq')
      .all(id);
  for (const line of lines(before).slice(lines(tx).length)) {
    tx.prepare('INSERT INTO ledger (publication_id, at, event, details_json) VALUES (?, ?, ?, ?)').run(
      id,
      line.at,
      line.event,
      line.details_json,
    );
  }
}

function rowOf(db: ReadDb, id: string): PublicationRow | undefined {
  return db.prepare<[string], PublicationRow>('SELECT * FROM publications WHERE id = ?').get(id);
}

/** Sign-ins do not travel in backups. Those of this computer still hold, and are the newest there are. */
function takeOverSignIns(tx: WriteTx, before: ReadDb): void {
  copyRows(tx, before, 'tokens', 'channel_id IN (SELECT id FROM channels)');
  copyRows(tx, before, 'network_apps', '1');
  copyRows(tx, before, 'buckets', '1');
  copyRows(tx, before, 'settings', `name IN ('vault.passphrase', 'proxy.password')`);
  const channels = before
    .prepare<[], { id: string; state: string; expires_at: number | null; because: string | null }>(
      'SELECT id, state, expires_at, paused_because AS because FROM channels',
    )
    .all();
  for (const { id, state, expires_at: until, because } of channels) {
    tx.prepare('UPDATE channels SET state = ?, expires_at = ?, paused_because = ? WHERE id = ?').run(
      state,
      until,
      because,
      id,
    );
  }
}

type Cell = string | number | bigint | Uint8Array | null;

/** Rows of a table that has the same columns in both; `which` is asked of the rows before, once they are here. */
function copyRows(
  tx: WriteTx,
  before: ReadDb,
  table: 'tokens' | 'network_apps' | 'buckets' | 'settings',
  which: string,
): void {
  for (const row of before.prepare<[], Record<string, Cell>>(`SELECT * FROM ${table}`).all()) {
    const names = Object.keys(row);
    tx.prepare(
      `INSERT OR REPLACE INTO ${table} (${names.join(', ')})
       SELECT * FROM (SELECT ${names.map((name) => `:${name} AS ${name}`).join(', ')}) WHERE ${which}`,
    ).run(row);
  }
}
