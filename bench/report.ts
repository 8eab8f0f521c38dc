import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastDays } from '#shared/analytics/date-range.ts';
import { reportOf } from '#shared/analytics/report.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { measuredPosts, reportSource } from '#electron/analytics/analytics.read.ts';
import { openLibrary } from '#electron/db/open.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { addMeasuredChannel, addMeasuredPost, idOf, type MeasuredChannel } from '#tests/kit/measured-library.ts';

export interface ReportSpeed {
  readonly posts: number;
  /** Reading every post with its newest numbers out of SQLite, ms. */
  readonly readMs: number;
  /** The whole answer of `analytics.report`: reading, and all sums. */
  readonly reportMs: number;
}

const NOW = Date.UTC(2026, 10, 24, 8);
const DAY_MS = 86_400_000;
const ZONE = 'Europe/Berlin';
const DAYS = 365;
const TURNS = 5;

/** A year of `count` posts on ten channels, each read at three ages. */
export async function measureReport(count: number): Promise<ReportSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-'));
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: handClock(NOW),
    onListenerError: (error) => console.error(error),
  });
  try {
    const workspace = ensureWorkspace(library, ZONE);
    library.write((tx) => {
      const channels = Array.from({ length: 10 }, (_none, n) => channelNumber(n));
      for (const channel of channels) addMeasuredChannel(tx, workspace, channel);
      for (let n = 0; n < count; n += 1) {
        const channel = channels[n % 10];
        if (channel)
          addMeasuredPost(tx, workspace, channel, n, NOW - Math.floor(((n + 1) * DAYS * DAY_MS) / (count + 2)));
      }
    });
    const range = lastDays(DAYS, NOW, ZONE);
    const posts = measuredPosts(library.read, workspace, 0, NOW).length;
    if (posts !== count) throw new Error(`${posts} of ${count} posts were read`);
    return {
      posts,
      readMs: best(() => measuredPosts(library.read, workspace, 0, NOW)),
      reportMs: best(() => {
        const source = reportSource(library.read, { workspace, zone: ZONE, range, channels: [] });
        return reportOf(source, { range, drawn: 'interactions' });
      }),
    };
  } finally {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function channelNumber(n: number): MeasuredChannel {
  const platform = (n % 2 === 0 ? 'linked' : 'other') as PlatformId;
  return { id: idOf(4, n) as ChannelId, platform, handle: `channel-${n}`, size: 1 + n, followers: 500 * (n + 1) };
}

function best(work: () => unknown): number {
  const times = Array.from({ length: TURNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

export function reportLines({ posts, readMs, reportMs }: ReportSpeed): string[] {
  return [
    `${posts} publications with their newest numbers out of SQLite: ${readMs.toFixed(0)} ms (wanted: under 100 ms)`,
    `the whole report of a year of them, sums and best times included: ${reportMs.toFixed(0)} ms`,
  ];
}
