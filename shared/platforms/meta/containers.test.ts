import { describe, expect, test } from 'vitest';
import { NoAnswer } from '#shared/platforms/http.ts';
import {
  containerState,
  inRounds,
  isAgain,
  publishOnce,
  sendUnseen,
  stepInRound,
  waitUntilReady,
  type ContainerState,
  type Publishing,
  type Waiting,
} from '#shared/platforms/meta/containers.ts';
import { StepTrouble, type Found, type StepKind, type StepRunner, type Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;
const REFUSED: Trouble = { kind: 'refused', failure: { code: 'publish.refused', about: { answer: 'no' } } };
const STUMBLED: Trouble = { kind: 'temporary', failure: { code: 'publish.server-trouble', about: {} } };

async function endOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((thrown: unknown) =>
    thrown instanceof StepTrouble ? thrown.trouble : Promise.reject(thrown as Error),
  );
}

describe('the words of both networks', () => {
  test.each([
    ['IN_PROGRESS', 'preparing'],
    ['FINISHED', 'ready'],
    ['PUBLISHED', 'published'],
    ['ERROR', 'failed'],
    ['EXPIRED', 'expired'],
    ['SOMETHING_NEW', undefined],
  ])('%s is %s', (word, state) => {
    expect(containerState(word)).toBe(state);
  });
});

describe('waiting', () => {
  function waiting(state: ContainerState, ageMs: number, more: Partial<Waiting> = {}) {
    const asked: string[] = [];
    const work = waitUntilReady(
      { id: 'C', madeAt: NOW - ageMs },
      {
        platform: 'Both',
        file: 'oven.mp4',
        kind: 'film',
        now: () => NOW,
        ask: async (id) => {
          asked.push(id);
          return { state, words: 'why' };
        },
        whyFailed: () => REFUSED,
        ...more,
      },
    );
    return { asked, end: endOf(work) };
  }

  test('a film is not asked about in its first half minute', async () => {
    const { asked, end } = waiting('ready', 10_000);
    expect(await end).toMatchObject({
      kind: 'processing',
      askAt: NOW + 20_000,
      failure: { about: { file: 'oven.mp4' } },
    });
    expect(asked).toEqual([]);
  });

  test.each<[ageMs: number, nextMs: number]>([
    [0, 3_000],
    [3_000, 7_000],
    [10_000, 20_000],
    [30_000, MINUTE],
    [20 * MINUTE, MINUTE],
    [-5 * MINUTE, MINUTE],
  ])('a picture made %i ms ago that is not ready is asked about in %i ms', async (ageMs, nextMs) => {
    const { end } = waiting('preparing', ageMs, { kind: 'picture' });
    expect(await end).toMatchObject({ kind: 'processing', askAt: NOW + nextMs });
  });

  test('after half an hour it is given up', async () => {
    expect(await waiting('preparing', 31 * MINUTE).end).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'oven.mp4' } },
    });
  });

  test.each<[ContainerState, unknown]>([
    ['ready', 'ready'],
    ['published', 'ready'],
    ['failed', REFUSED],
  ])('%s', async (state, end) => {
    expect(await waiting(state, MINUTE).end).toEqual(end);
  });

  test.each<ContainerState>(['expired', 'gone'])('%s is made again', async (state) => {
    expect(isAgain(await waiting(state, MINUTE).end)).toBe(true);
  });

  test('a failure that may pass is made again', async () => {
    const again = { again: STUMBLED.failure };
    expect(await waiting('failed', MINUTE, { whyFailed: () => again }).end).toEqual(again);
  });
});

describe('rounds', () => {
  test('end with the first that comes to something', async () => {
    const rounds: number[] = [];
    const end = await inRounds(async (round) => {
      rounds.push(round);
      return round === 1 ? 'out' : { again: STUMBLED.failure };
    });
    expect([end, rounds]).toEqual(['out', [0, 1]]);
  });

  test('are three, and then the last one’s words count', async () => {
    let rounds = 0;
    const end = await endOf(
      inRounds(async (round) => {
        rounds += 1;
        return { again: { code: 'publish.refused' as const, about: { answer: `round ${round}` } } };
      }),
    );
    expect(rounds).toBe(3);
    expect(end).toMatchObject({ kind: 'refused', failure: { about: { answer: 'round 2' } } });
  });

  test('have steps of their own', () => {
    expect([0, 1, 2].map((round) => stepInRound('publish', round))).toEqual([
      'publish',
      'publish/again-1',
      'publish/again-2',
    ]);
  });
});

describe('publishing', () => {
  /** A runner that begins the step, or, after a lost answer, first asks what became of it. */
  function runner(isInDoubt: boolean, agoMs: number): StepRunner {
    return {
      step: async (_name, kind: StepKind<never>, work) => {
        const start = { startedAt: NOW - agoMs, key: 'k' };
        if (!isInDoubt || typeof kind !== 'object') return work(start);
        const found: Found<never> = await kind.find(start);
        if (found === 'cannot-tell') throw new Error('cannot tell');
        return found === 'absent' ? work(start) : found.found;
      },
    };
  }

  interface Scene {
    readonly isInDoubt?: boolean;
    readonly agoMs?: number;
    readonly state?: ContainerState;
    readonly list?: Found<string>;
    readonly sent?: { made: string } | { trouble: Trouble };
  }

  function publish(scene: Scene) {
    const log: string[] = [];
    const way: Publishing<string> = {
      platform: 'Both',
      now: () => NOW,
      ask: async () => {
        log.push('ask');
        return { state: scene.state ?? 'ready', words: '' };
      },
      send: async () => {
        log.push('send');
        return scene.sent ?? { made: 'POST' };
      },
      look: async (_start, isOut) => {
        log.push(isOut ? 'look, it is out' : 'look');
        return scene.list ?? 'absent';
      },
    };
    const run = runner(scene.isInDoubt ?? false, scene.agoMs ?? 0);
    const end = publishOnce(run, 'publish', 'C', way).catch((thrown: unknown) =>
      thrown instanceof StepTrouble ? thrown.trouble.kind : (thrown as Error).message,
    );
    return { log, end };
  }

  const FOUND = { how: 'found', post: 'POST' };
  const SENT = { how: 'answer', post: 'POST' };
  const LATE = 11 * MINUTE;

  test.each<[what: string, scene: Scene, end: unknown, log: string[]]>([
    ['the first time it is sent', {}, SENT, ['send']],
    ['lost, and the container is ready: sent', { isInDoubt: true }, SENT, ['ask', 'send']],
    [
      'lost, and published: found',
      { isInDoubt: true, state: 'published', list: { found: 'POST' } },
      FOUND,
      ['ask', 'look, it is out'],
    ],
    [
      'lost, published and not shown yet: looked for again',
      { isInDoubt: true, state: 'published' },
      'processing',
      ['ask', 'look, it is out'],
    ],
    [
      'lost, published and never shown: in doubt, not sent',
      { isInDoubt: true, state: 'published', agoMs: LATE },
      'cannot tell',
      ['ask', 'look, it is out'],
    ],
    ['lost, and preparing: asked again', { isInDoubt: true, state: 'preparing' }, 'processing', ['ask']],
    ['lost, and preparing for long: sent', { isInDoubt: true, state: 'preparing', agoMs: LATE }, SENT, ['ask', 'send']],
    [
      'lost, expired and in the list: found',
      { isInDoubt: true, state: 'expired', list: { found: 'POST' } },
      FOUND,
      ['ask', 'look'],
    ],
    [
      'lost, expired, not in the list yet: looked for again',
      { isInDoubt: true, state: 'expired' },
      'processing',
      ['ask', 'look'],
    ],
    [
      'lost, gone, and the list cannot tell: in doubt',
      { isInDoubt: true, state: 'gone', list: 'cannot-tell' },
      'cannot tell',
      ['ask', 'look'],
    ],
    ['refused, and the container is ready: refused', { sent: { trouble: REFUSED } }, 'refused', ['send', 'ask']],
    [
      'refused because it is out already: found',
      { sent: { trouble: REFUSED }, state: 'published', list: { found: 'POST' } },
      FOUND,
      ['send', 'ask', 'look, it is out'],
    ],
    [
      'refused, out already and nobody can tell which: in doubt',
      { sent: { trouble: REFUSED }, state: 'published', list: 'cannot-tell' },
      'unconfirmed',
      ['send', 'ask', 'look, it is out'],
    ],
    [
      'refused because it expired: made again',
      { sent: { trouble: REFUSED }, state: 'expired' },
      { again: REFUSED.failure },
      ['send', 'ask', 'look'],
    ],
    [
      'refused because it expired, but it is in the list: found',
      { sent: { trouble: REFUSED }, state: 'expired', list: { found: 'POST' } },
      FOUND,
      ['send', 'ask', 'look'],
    ],
    [
      'refused, expired, and the list cannot tell: in doubt',
      { sent: { trouble: REFUSED }, state: 'expired', list: 'cannot-tell' },
      'unconfirmed',
      ['send', 'ask', 'look'],
    ],
    ['stumbled with a ready container: tried again', { sent: { trouble: STUMBLED } }, 'temporary', ['send', 'ask']],
    [
      'asked for patience: nothing is asked about',
      { sent: { trouble: { ...STUMBLED, retryAt: NOW + 1 } as Trouble } },
      'temporary',
      ['send'],
    ],
    [
      'the answer was lost just now: nothing is asked about',
      { sent: { trouble: { kind: 'maybe', failure: STUMBLED.failure } } },
      'maybe',
      ['send'],
    ],
  ])('%s', async (_what, scene, end, log) => {
    const published = publish(scene);
    expect(await published.end).toEqual(end);
    expect(published.log).toEqual(log);
  });
});

describe('what nobody sees', () => {
  const request = { method: 'POST', url: 'https://graph.example/media' } as const;

  test('leaves no doubt when its answer is lost', async () => {
    const lost = new StepTrouble({ kind: 'maybe', failure: STUMBLED.failure });
    expect(await endOf(sendUnseen(request, { send: () => Promise.reject(lost) }))).toMatchObject({ kind: 'temporary' });
  });

  test('keeps every other trouble as it is', async () => {
    const out = new StepTrouble({ kind: 'signed-out', failure: STUMBLED.failure });
    const other = new NoAnswer('odd', 'maybe');
    expect(await endOf(sendUnseen(request, { send: () => Promise.reject(out) }))).toMatchObject({ kind: 'signed-out' });
    await expect(sendUnseen(request, { send: () => Promise.reject(other) })).rejects.toBe(other);
  });
});
