import { expect, test } from 'vitest';
import type { ChannelId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import { isSameButWords } from './written-post.ts';

const X = '00000001-0000-4000-8000-000000000001' as ChannelId;

const post: Post = {
  id: '00000002-0000-4000-8000-000000000001' as PostId,
  workspace: '00000003-0000-4000-8000-000000000001' as WorkspaceId,
  version: 3,
  segments: [{ id: '00000004-0000-4000-8000-000000000001' as SegmentId, text: 'Rye', media: [] }],
  channels: [X],
  variants: { [X]: [{ id: '00000004-0000-4000-8000-000000000002' as SegmentId, text: 'Rye!', media: [] }] },
  firstComment: '',
  options: {},
  plan: { kind: 'none' },
  overdue: { then: 'ask' },
  conflicts: [],
  stage: 'draft',
  createdAt: 1,
  updatedAt: 2,
};

const [part] = post.segments;
if (part === undefined) throw new Error('a post has a part');

test('words that were saved make no other post', () => {
  const saved = { ...post, version: 4, updatedAt: 9, segments: [{ ...part, text: 'Rye bread' }] };
  expect(isSameButWords(post, saved)).toBe(true);
});

test.each<[string, Partial<Post>]>([
  ['a channel', { channels: [] }],
  ['a file', { segments: [{ ...part, media: [{ media: 'a'.repeat(64) as MediaId, alt: '' }] }] }],
  ['a part', { segments: [part, { ...part, id: '00000004-0000-4000-8000-000000000003' as SegmentId }] }],
  ['a choice', { options: { [X]: { quote: 'https://x.example/1' } } }],
  ['a version for one channel', { variants: {} }],
  ['a stage', { stage: 'ready' }],
])('%s that was chosen does', (_what, chosen) => {
  expect(isSameButWords(post, { ...post, ...chosen })).toBe(false);
});
