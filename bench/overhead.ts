import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import Sqlite from 'better-sqlite3';
import { quantile, realWorld } from '#bench/real-world.ts';

export interface Overhead {
  /** From claim to recorded for each publication, without network, ms. */
  readonly publishedMs: readonly number[];
  /** One bare commit of one row with `synchronous=FULL` in a fresh file on the same disk, ms. */
  readonly commitMs: readonly number[];
  /** Step started, step finished, publication recorded; the claim itself comes before the span. */
  readonly commitsAfterClaim: number;
}

/** Publishes `count` posts of one channel one after the other and times what the queue itself costs. */
export async function measureOverhead(count: number): Promise<Overhead> {
  const world = realWorld(1);
  try {
    const [channel] = world.channels;
    if (channel === undefined) throw new Error('no channel');
    const now = Date.now();
    for (let index = 0; index < count; index += 1) world.plan(channel, now);
    const spans: number[] = [];
    const claimedAt = new Map<string, number>();
    world.library.onChanged((changes) => {
      const at = performance.now();
      for (const id of changes.flatMap((change) => (change.topic === 'publications' ? change.ids : []))) {
        const started = claimedAt.get(id);
        if (started === undefined) claimedAt.set(id, at);
        else spans.push(at - started);
      }
    });
    world.start();
    await world.ended(count);
    return { publishedMs: spans, commitMs: bareCommits(count), commitsAfterClaim: 3 };
  } finally {
    await world.stop();
  }
}

function bareCommits(count: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-'));
  const db = new Sqlite(join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, value TEXT) STRICT');
  const insert = db.prepare('INSERT INTO rows (value) VALUES (?)');
  const times = Array.from({ length: count }, () => {
    const start = performance.now();
    insert.run('value');
    return performance.now() - start;
  });
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return times;
}

export function overheadLines({ publishedMs, commitMs, commitsAfterClaim }: Overhead): string[] {
  const bare = quantile(commitMs, 0.5);
  return [
    `claimed to recorded, ${publishedMs.length} publications: median ${quantile(publishedMs, 0.5).toFixed(2)} ms, p99 ${quantile(publishedMs, 0.99).toFixed(2)} ms (wanted: median under 2 ms)`,
    `one bare commit on the same disk: median ${bare.toFixed(2)} ms; the span holds ${commitsAfterClaim} of them: ${(bare * commitsAfterClaim).toFixed(2)} ms is the limit`,
  ];
}
