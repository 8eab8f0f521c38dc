import { expect, test } from 'vitest';
import { progressOf } from '#shared/posts/post-progress.ts';
import type { PublicationState } from '#shared/publishing/publication.ts';

const plan = { kind: 'now', dueAt: 1 } as const;

test.each<[PublicationState[], string]>([
  [['scheduled'], 'planned'],
  [['scheduled', 'publishing'], 'sending'],
  [['published', 'processing'], 'sending'],
  [['published', 'published'], 'published'],
  [['published', 'handed-over'], 'published'],
  [['published', 'scheduled'], 'partly-published'],
  [['published', 'canceled'], 'partly-published'],
  [['published', 'failed'], 'needs-you'],
  [['held'], 'needs-you'],
  [['unconfirmed'], 'needs-you'],
  [['canceled', 'canceled'], 'canceled'],
  [[], 'planned'],
])('a planned post whose publications are %j is %s', (states, progress) => {
  expect(progressOf({ plan }, states)).toBe(progress);
});

test('a post without a plan is a draft, and one in the bin is deleted', () => {
  expect(progressOf({ plan: { kind: 'none' } }, ['canceled'])).toBe('draft');
  expect(progressOf({ plan, deletedAt: 1 }, ['scheduled'])).toBe('deleted');
});
