import { expect, onTestFinished, test } from 'vitest';
import { agesFor, METRIC_AGES } from '#shared/analytics/ages.ts';
import type { ChannelId, PostId, PublicationId } from '#shared/ids.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { newestReadings } from '#electron/analytics/analytics.read.ts';
import { startCollecting, type Collecting } from '#electron/analytics/collect.ts';
import { takeDown } from '#electron/publishing/after-published.ts';
import { memoryLog } from '#electron/log.ts';
import { SCRIPTED } from '#tests/kit/scripted-platform.ts';
import { at, newWorld, type World } from '#tests/kit/world.ts';

// How posts are doing is asked at certain ages of a post, and never in the way of anything that is to go out.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Watched {
  readonly world: World;
  /** When each question came, and what it was about. */
  readonly asked: { readonly at: number; readonly about: string }[];
  /** What the network answers from now on. */
  answer: Metrics | Trouble;
  followers: number | undefined;
  /** What goes to the network. */
  readonly sent: HttpRequest[];
  readonly adapter: Adapter;
  collecting: Collecting;
  startAgain(): void;
}

function watching(more: { readonly costs?: number } = {}): Watched {
  const world = newWorld();
  const asked: Watched['asked'] = [];
  const told = <T>(about: string, value: T | Trouble): Promise<T> => {
    asked.push({ at: world.clock.now(), about });
    const isTrouble = typeof value === 'object' && value !== null && 'kind' in value;
    return isTrouble ? Promise.reject(new StepTrouble(value)) : Promise.resolve(value);
  };
  const takes = { metrics: ['likes'], ...(more.costs !== undefined && { metricsCostMilliUsd: more.costs }) };
  const adapter = {
    ...world.platform.adapter,
    platform: { ...world.platform.adapter.platform, takes },
    metrics: ({ remoteId }: { remoteId: string }) => told(remoteId, watched.answer),
    followers: () => told('followers', watched.followers),
  } as unknown as Adapter;
  const sent: HttpRequest[] = [];
  const send: Api['send'] = (request) => {
    sent.push(request);
    return Promise.resolve({ status: 200, headers: {}, body: '' });
  };
  const start = (): Collecting =>
    startCollecting({
      library: world.library,
      clock: world.clock,
      log: memoryLog(),
      adapters: new Map([[SCRIPTED, adapter]]),
      apiFor: () => ({ send }) as unknown as Api,
      agesFor,
    });
  const watched: Watched = {
    world,
    asked,
    sent,
    answer: { likes: 1 },
    followers: 250,
    adapter,
    collecting: start(),
    startAgain: () => void (watched.collecting = start()),
  };
  onTestFinished(() => watched.collecting.stop());
  return watched;
}

async function outAt(world: World, time: string, channels?: readonly ChannelId[]): Promise<PostId> {
  const post = world.schedule(`out at ${time}`, at(time), channels);
  await world.clock.to(at(time));
  return post;
}

/** Time goes by in hours, as for somebody who opens the laptop once in each: minute by minute takes tests too long. */
async function live(watched: Watched, ms: number): Promise<void> {
  const { clock } = watched.world;
  for (let left = ms; left > 0; left -= HOUR) {
    clock.set(clock.now() + HOUR);
    watched.collecting.look();
    await clock.by(0);
  }
}

function readings(world: World, id: PublicationId): { age: number; metrics: unknown }[] {
  return world.library.read
    .prepare<[string], { age: number; json: string }>(
      'SELECT age_ms AS age, metrics_json AS json FROM metric_readings WHERE publication_id = ? ORDER BY age_ms',
    )
    .all(id)
    .map(({ age, json }) => ({ age, metrics: JSON.parse(json) as unknown }));
}

const about = ({ asked }: Watched, what: string): number[] =>
  asked.filter((one) => one.about === what).map((one) => one.at);

const away: Trouble = {
  kind: 'maybe',
  failure: { code: 'publish.server-trouble', about: { platform: 'Scripted', status: 503, answer: '' } },
};

test('a network is asked at each age of a post, and then no more', async () => {
  const watched = watching();
  const post = await outAt(watched.world, '09:00');
  await live(watched, 60 * DAY);
  expect(about(watched, 'remote-1')).toEqual(METRIC_AGES.map((age) => at('09:00') + age));
  const { id } = watched.world.publication(post);
  expect(readings(watched.world, id).map(({ age }) => age)).toEqual(METRIC_AGES);
});

test('the history shows what was told last, and nothing of what was never told about', async () => {
  const watched = watching();
  const { world } = watched;
  const early = await outAt(world, '09:00');
  await live(watched, 2 * HOUR);
  watched.answer = { likes: 5, impressions: 90 };
  await live(watched, 2 * DAY);
  const late = world.schedule('just out', world.clock.now() + MINUTE);
  await world.clock.by(MINUTE);
  const ids = [world.publication(early).id, world.publication(late).id];
  expect(newestReadings(world.library.read, ids)).toEqual([
    { publication: ids[0], metrics: { likes: 5, impressions: 90 } },
  ]);
});

test('a network that charges for every answer is asked three times', async () => {
  const watched = watching({ costs: 1 });
  await outAt(watched.world, '09:00');
  await live(watched, 60 * DAY);
  expect(about(watched, 'remote-1').map((when) => when - at('09:00'))).toEqual([DAY, 7 * DAY, 28 * DAY]);
});

test('a question waits four seconds at most: a post that comes due meanwhile goes behind it', async () => {
  const watched = watching();
  const asksOverTheNetwork = async (_receipt: unknown, api: Api): Promise<Metrics> => {
    await api.send({ method: 'GET', url: 'https://network.example/likes' });
    return { likes: 1 };
  };
  Object.assign(watched.adapter, { metrics: asksOverTheNetwork });
  await outAt(watched.world, '09:00');
  await watched.world.clock.by(2 * HOUR);
  expect(watched.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([4000]);
});

test('what the network does not tell is absent, and never zero', async () => {
  const watched = watching();
  watched.answer = {};
  const post = await outAt(watched.world, '09:00');
  await watched.world.clock.by(2 * HOUR);
  expect(readings(watched.world, watched.world.publication(post).id)).toEqual([{ age: HOUR, metrics: {} }]);
});

test('a computer that slept asks once for the age the post has now, and goes on from there', async () => {
  const watched = watching();
  const post = await outAt(watched.world, '09:00');
  await watched.collecting.stop();
  await live(watched, 2 * DAY);
  watched.startAgain();
  await watched.world.clock.by(MINUTE);
  const { id } = watched.world.publication(post);
  expect(readings(watched.world, id).map(({ age }) => age)).toEqual([DAY]);
  await live(watched, DAY);
  expect(readings(watched.world, id).map(({ age }) => age)).toEqual([DAY, 3 * DAY]);
});

test('many posts that are due for a look at once are asked about one after the other', async () => {
  const watched = watching();
  for (let n = 0; n < 6; n += 1) watched.world.schedule(`post ${n}`, at('09:00'));
  await watched.world.clock.to(at('09:30'));
  await watched.collecting.stop();
  await watched.world.clock.by(8 * HOUR);
  watched.startAgain();
  await watched.world.clock.by(5 * MINUTE);
  const times = watched.asked.filter(({ about: what }) => what.startsWith('remote')).map((one) => one.at);
  expect(times).toHaveLength(6);
  expect(times.every((when, n) => n === 0 || when - (times[n - 1] ?? 0) >= 10_000)).toBe(true);
});

test('a channel with something due soon is left alone until that is out; another one is not', async () => {
  const watched = watching();
  const { world } = watched;
  const other = world.addChannel('other');
  await outAt(world, '09:00');
  await outAt(world, '09:00', [other]);
  world.schedule('soon', at('10:01'));
  await world.clock.to(at('10:00', '2026-11-24') + 59_000);
  expect(about(watched, 'remote-1')).toEqual([]);
  expect(about(watched, 'remote-2')).toHaveLength(1);
  await world.clock.to(at('10:02'));
  expect(about(watched, 'remote-1')).toHaveLength(1);
});

test.each(['paused', 'signed-out'])('a channel that is %s is not asked, and is once it is back', async (state) => {
  const watched = watching();
  await outAt(watched.world, '09:00');
  watched.world.setChannelState(state);
  await watched.world.clock.by(5 * HOUR);
  expect(about(watched, 'remote-1')).toEqual([]);
  watched.world.setChannelState('connected');
  watched.collecting.look();
  await watched.world.clock.by(MINUTE);
  expect(about(watched, 'remote-1')).toHaveLength(1);
});

test('trouble makes the pauses longer, is not forgotten by a restart, and ends with the first answer', async () => {
  const watched = watching();
  const post = await outAt(watched.world, '09:00');
  watched.answer = away;
  await watched.world.clock.to(at('10:20'));
  const first = about(watched, 'remote-1');
  expect(first.map((when) => when - at('10:00'))).toEqual([0, 5 * MINUTE, 15 * MINUTE]);
  await watched.collecting.stop();
  watched.startAgain();
  await watched.world.clock.to(at('10:34'));
  expect(about(watched, 'remote-1')).toHaveLength(3);
  watched.answer = { likes: 4 };
  await watched.world.clock.to(at('10:36'));
  expect(readings(watched.world, watched.world.publication(post).id)).toEqual([{ age: HOUR, metrics: { likes: 4 } }]);
  expect(watched.world.library.read.prepare('SELECT troubles, rest_until FROM channel_watches').get()).toEqual({
    troubles: 0,
    rest_until: 0,
  });
});

test('a network that says when to come back is not asked before', async () => {
  const watched = watching();
  await outAt(watched.world, '09:00');
  watched.answer = { kind: 'temporary', failure: away.failure, retryAt: at('13:00') };
  await watched.world.clock.to(at('12:59'));
  expect(about(watched, 'remote-1')).toHaveLength(1);
  await watched.world.clock.to(at('13:01'));
  expect(about(watched, 'remote-1')).toHaveLength(2);
});

test('a post that the network refuses to tell of is given up after three times, without a word about others', async () => {
  const watched = watching();
  const { world } = watched;
  await outAt(world, '09:00');
  watched.answer = { kind: 'refused', failure: away.failure };
  await live(watched, 10 * DAY);
  expect(about(watched, 'remote-1')).toHaveLength(3);
  watched.answer = { likes: 1 };
  const later = world.schedule('later', world.clock.now() + HOUR);
  await world.clock.by(3 * HOUR);
  expect(readings(world, world.publication(later).id)).toHaveLength(1);
});

test('a post that was taken down is asked about no more', async () => {
  const watched = watching();
  const post = await outAt(watched.world, '09:00');
  const adapters = new Map([[SCRIPTED, { ...watched.adapter, remove: () => Promise.resolve() }]]);
  await takeDown(
    { library: watched.world.library, adapters, apiFor: () => ({}) as Api },
    watched.world.publication(post).id,
  );
  await live(watched, 30 * DAY);
  expect(about(watched, 'remote-1')).toEqual([]);
});

test('followers are counted once a day', async () => {
  const watched = watching();
  await watched.world.clock.by(MINUTE);
  watched.followers = 260;
  await live(watched, DAY);
  watched.followers = undefined;
  await live(watched, DAY);
  const told = watched.world.library.read.prepare('SELECT followers FROM follower_readings ORDER BY at').all();
  expect(told).toEqual([{ followers: 250 }, { followers: 260 }]);
  expect(about(watched, 'followers')).toHaveLength(3);
});
