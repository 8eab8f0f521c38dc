import { expect, test } from 'vitest';
import { platformId } from '#shared/ids.ts';
import type { Arrived } from '#shared/practice/practice.ts';
import { threadsOf } from './threads-of.ts';

function post(network: string, id: string, at: number, parentId?: string): Arrived {
  const platform = platformId.parse(network);
  const plain = { account: '@demo', kind: 'post', text: id, media: [], isRemoved: false };
  return { platform, id, at, ...plain, ...(parentId === undefined ? {} : { parentId }) };
}

function told(arrived: readonly Arrived[]): readonly (readonly string[])[] {
  return threadsOf(arrived).map((thread) => thread.map(({ id }) => id));
}

test('the parts of a thread and its comments stand below its first post, the newest thread on top', () => {
  const arrived = [
    post('one', 'a', 1),
    post('one', 'b', 2),
    post('one', 'a2', 3, 'a'),
    post('one', 'a3', 4, 'a2'),
    post('one', 'comment', 5, 'a'),
  ];
  expect(told(arrived)).toEqual([['b'], ['a', 'a2', 'a3', 'comment']]);
});

test('the same id on two networks is two posts', () => {
  expect(told([post('one', '1', 1), post('two', '1', 2), post('two', '2', 3, '1')])).toEqual([['1', '2'], ['1']]);
});

test('what answers something that never arrived stands on its own', () => {
  expect(told([post('one', 'answer', 1, 'elsewhere')])).toEqual([['answer']]);
});
