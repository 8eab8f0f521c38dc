import { setTimeout as pause } from 'node:timers/promises';
import { quantile, realWorld } from '#bench/real-world.ts';

export interface Punctuality {
  /** How late each publication was claimed, ms, in no order. */
  readonly lateMs: readonly number[];
  readonly arrived: number;
  /** How late a bare timer rings in the same process, ms: nothing can be better. */
  readonly timerLateMs: readonly number[];
}

/** Plans `count` publications over `overMs` on twenty channels and sees when each is started. */
export async function measurePunctuality(count: number, overMs: number): Promise<Punctuality> {
  const world = realWorld(20);
  try {
    const first = Date.now() + count * 15 + 1_000;
    const posts = Array.from({ length: count }, (_none, index) => {
      const channel = world.channels[index % world.channels.length];
      if (channel === undefined) throw new Error('no channel');
      return world.plan(channel, Math.round(first + (index / count) * overMs));
    });
    world.start();
    const [timerLateMs] = await Promise.all([bareTimers(first, overMs), world.ended(count)]);
    const lateMs = posts.map((post) => {
      const one = world.publication(post);
      return (one?.startedAt ?? Number.NaN) - (one?.dueAt ?? Number.NaN);
    });
    return { lateMs, arrived: new Set(world.arrived).size, timerLateMs };
  } finally {
    await world.stop();
  }
}

async function bareTimers(first: number, overMs: number): Promise<number[]> {
  const wanted = Array.from({ length: 100 }, (_none, index) => first + (index / 100) * overMs);
  return Promise.all(
    wanted.map(async (at) => {
      await pause(at - Date.now());
      return Date.now() - at;
    }),
  );
}

/** The figures as one line each. */
export function punctualityLines({ lateMs, timerLateMs }: Punctuality): string[] {
  const line = (what: string, numbers: readonly number[]): string =>
    `${what}: median ${quantile(numbers, 0.5).toFixed(1)} ms, p99 ${quantile(numbers, 0.99).toFixed(1)} ms, worst ${quantile(numbers, 1).toFixed(1)} ms`;
  return [
    line(`due to started, ${lateMs.length} publications (wanted: p99 within 250 ms)`, lateMs),
    line('a bare timer in the same process', timerLateMs),
  ];
}
