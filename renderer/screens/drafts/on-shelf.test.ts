import { describe, expect, test } from 'vitest';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import { onShelf, sorted } from './on-shelf.ts';

function view(text: string, more: Partial<Post> = {}): PostView {
  const post = {
    segments: [{ id: 'part' as SegmentId, text, media: [] }],
    plan: { kind: 'none' },
    stage: 'draft',
    updatedAt: 1,
    ...more,
  } as unknown as Post;
  return { post, publications: [], labels: [] };
}

const words = (views: readonly PostView[]): string[] => views.map((one) => one.post.segments[0]?.text ?? '');

describe('a shelf', () => {
  const all = [
    view('older'),
    view('newer', { updatedAt: 2 }),
    view('planned', { plan: { kind: 'now', dueAt: 1 } }),
    view('archived', { archivedAt: 3 }),
    view('template', { template: 'T' }),
    view('in the bin', { deletedAt: 4, archivedAt: 3 }),
    view('gone', { deletedAt: 4, emptiedAt: 5 }),
  ];

  test('of drafts shows what is neither planned nor put away, newest first', () => {
    expect(words(onShelf(all, 'desk'))).toEqual(['newer', 'older']);
  });

  test('shows each post once: what is in the bin is in no archive', () => {
    expect(words(onShelf(all, 'archive'))).toEqual(['archived']);
    expect(words(onShelf(all, 'templates'))).toEqual(['template']);
    expect(words(onShelf(all, 'bin'))).toEqual(['in the bin']);
  });

  test('is sorted by stage in the order in which a post comes along', () => {
    const some = [view('c', { stage: 'ready' }), view('a', { stage: 'idea' }), view('b', { stage: 'in-review' })];
    expect(words(sorted(some, { by: 'stage', isUp: true }))).toEqual(['a', 'b', 'c']);
    expect(words(sorted(some, { by: 'text', isUp: false }))).toEqual(['c', 'b', 'a']);
  });
});
