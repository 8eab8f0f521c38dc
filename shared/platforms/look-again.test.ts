import { describe, expect, test } from 'vitest';
import { beside } from '#shared/platforms/beside.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

const START = { startedAt: 1_000_000, key: 'k' };

function troubleAt(msLater: number): Trouble | undefined {
  try {
    lookAgainLater(START, START.startedAt + msLater, { platform: 'X' });
    return undefined;
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return thrown.trouble;
    throw thrown;
  }
}

describe('a look that finds nothing', () => {
  test.each([
    [0, 5_000],
    [5_000, 30_000],
    [29_999, 30_000],
    [30_000, 120_000],
    [120_000, 600_000],
  ])('%i ms after the request is followed by another at %i ms', (ms, next) => {
    expect(troubleAt(ms)).toMatchObject({ kind: 'processing', askAt: START.startedAt + next });
  });

  test('ten minutes after the request says that it is not there', () => {
    expect(troubleAt(600_000)).toBeUndefined();
  });
});

describe('what comes after the post', () => {
  const failing = (kind: 'refused' | 'unconfirmed' | 'maybe' | 'signed-out') => () =>
    Promise.reject(new StepTrouble({ kind, failure: { code: 'publish.refused', about: { answer: 'no' } } }));

  test('is done, or named as missing when the network refuses it or cannot tell', async () => {
    expect(await beside('publish.comment-refused', () => Promise.resolve('c1'))).toEqual({ done: 'c1' });
    for (const kind of ['refused', 'unconfirmed'] as const) {
      expect(await beside('publish.comment-refused', failing(kind))).toEqual({
        without: { code: 'publish.comment-refused', about: { answer: 'no' } },
      });
    }
  });

  test.each(['maybe', 'signed-out'] as const)('goes on later when it met trouble that passes (%s)', async (kind) => {
    await expect(beside('publish.comment-refused', failing(kind))).rejects.toBeInstanceOf(StepTrouble);
  });

  test('does not hide a mistake of ours', async () => {
    await expect(beside('publish.comment-refused', () => Promise.reject(new TypeError('oops')))).rejects.toThrow(
      'oops',
    );
  });
});

test.each([
  ['Café', 'Cafe\u0301', true],
  ['one\r\ntwo', 'one\ntwo', true],
  ['words  \nmore', 'words\nmore', true],
  [' words ', 'words', true],
  ['two  blanks', 'two blanks', false],
  ['Words', 'words', false],
  ['words', 'words…', false],
])('“%s” and “%s” are the same text: %s', (one, other, isSame) => {
  expect(isSameText(one, other)).toBe(isSame);
});
