import { describe, expect, test } from 'vitest';
import type { FailureValue } from '#shared/failures.ts';
import { settleInterrupted, settleTrouble, type TroubleContext } from '#shared/publishing/settle.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = 1_000_000_000;
const failure: FailureValue = { code: 'publish.server-trouble', about: { answer: 'oops' } };
const context: TroubleContext = {
  now: NOW,
  dueAt: NOW - 5_000,
  attempt: 1,
  overdue: { then: 'send', withinMin: 60 },
  mayBeThere: false,
  chance: 0,
};
const settle = (trouble: Trouble, changes: Partial<TroubleContext> = {}) =>
  settleTrouble(trouble, { ...context, ...changes });

test.each<[Trouble, string]>([
  [{ kind: 'refused', failure }, 'fail'],
  [{ kind: 'temporary', failure }, 'try-again'],
  [{ kind: 'not-arrived', failure }, 'try-again'],
  [{ kind: 'maybe', failure }, 'try-again'],
  [{ kind: 'processing', failure, askAt: NOW + 5 }, 'ask-network'],
  [{ kind: 'signed-out', failure }, 'hold'],
  [{ kind: 'overdue', failure }, 'hold'],
  [{ kind: 'unconfirmed', failure }, 'unconfirmed'],
])('%j ends in %s', (trouble, then) => {
  expect(settle(trouble).then).toBe(then);
});

describe('three tries', () => {
  test.each([
    [1, 1_000],
    [2, 2_000],
  ])('after try %i the next waits at least %i ms', (attempt, waitMs) => {
    expect(settle({ kind: 'temporary', failure }, { attempt })).toMatchObject({
      runAt: NOW + waitMs,
      countsAsTry: true,
    });
  });

  test('after the third it gives up and says what the last one said', () => {
    expect(settle({ kind: 'temporary', failure }, { attempt: 3 })).toEqual({
      then: 'fail',
      why: { code: 'publish.gave-up', about: { attempts: 3, answer: 'oops' } },
    });
  });

  test('never before the time that the network named, which does not count as a try', () => {
    const retryAt = NOW + 900_000;
    expect(settle({ kind: 'temporary', failure, retryAt }, { attempt: 3 })).toMatchObject({
      then: 'try-again',
      runAt: retryAt + 1_000,
      countsAsTry: false,
    });
  });
});

describe('what people may already see', () => {
  test.each<Trouble>([
    { kind: 'refused', failure },
    { kind: 'overdue', failure },
    { kind: 'temporary', failure },
  ])('is never called failed or held: %j', (trouble) => {
    expect(settle(trouble, { mayBeThere: true, attempt: 3 }).then).toBe('unconfirmed');
  });

  test('waits for the sign-in to come back, and is looked for then', () => {
    expect(settle({ kind: 'signed-out', failure }, { mayBeThere: true }).then).toBe('hold');
  });
});

describe('an interrupted step', () => {
  test.each([
    ['within the time its key counts', 55, 30, 'repeat'],
    ['after it', 55, 56, 'find'],
    ['when the clock was set back', 55, -5, 'find'],
  ])('%s', (_when, repeatForMin, ageMin, then) => {
    expect(settleInterrupted({ repeatForMs: repeatForMin * 60_000 }, NOW - ageMin * 60_000, NOW)).toBe(then);
  });

  test('without a key the network is asked', () => {
    expect(settleInterrupted({}, NOW, NOW)).toBe('find');
  });
});
