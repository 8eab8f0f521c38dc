import type { Change, ReadDb, WriteTx } from '#electron/db/handles.ts';
import type { Topic } from '#shared/ipc/facts.ts';

const pending = new WeakMap<WriteTx, Map<Topic, Set<string>>>();

/** Notes that rows changed: one line each in the change log; listeners hear of them after the commit. */
export function changed(tx: WriteTx, topic: Topic, ids: readonly string[]): void {
  const insert = tx.prepare('INSERT INTO changes (at, topic, row_id) VALUES (?, ?, ?)');
  const topics = pending.get(tx) ?? new Map<Topic, Set<string>>();
  const noted = topics.get(topic) ?? new Set<string>();
  for (const id of ids) {
    if (noted.has(id)) continue;
    insert.run(tx.now, topic, id);
    noted.add(id);
  }
  pending.set(tx, topics.set(topic, noted));
}

/** What `tx` changed so far. */
export function changesOf(tx: WriteTx): readonly Change[] {
  return [...(pending.get(tx) ?? [])].map(([topic, ids]) => ({ topic, ids: [...ids] }));
}

/** How many changes the library has ever seen. */
export function changeCount(db: ReadDb): number {
  return db.prepare<[], { n: number }>('SELECT coalesce(max(seq), 0) AS n FROM changes').get()?.n ?? 0;
}
