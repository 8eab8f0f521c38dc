import { expect, test } from 'vitest';
import { decidePost } from '#shared/commands/decide-post.ts';
import type { ChannelId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import { post as stored, type Post, type SegmentId } from '#shared/posts/post.ts';
import { unwritten } from './writing.ts';
import { everyWord, isSameButWords } from './written-post.ts';

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

test('who leaves with a copy takes every word along, of the smaller fields as well', () => {
  const media = [{ media: 'a'.repeat(64) as MediaId, alt: 'Ears of rye' }];
  const poll = { answers: ['Rye', 'Spelt', ''], minutes: 60 };
  const words = everyWord({
    ...post,
    segments: [
      { ...part, media },
      { ...part, text: 'What shall we sow?', poll },
    ],
    firstComment: 'The recipe is below',
  });
  expect(words).toEqual(['Rye', 'Ears of rye', 'What shall we sow?', 'Spelt', 'Rye!', 'The recipe is below']);
});

test('words that were saved make no other post', () => {
  const saved = { ...post, version: 4, updatedAt: 9, segments: [{ ...part, text: 'Rye bread' }] };
  expect(isSameButWords(post, saved)).toBe(true);
});

test('nor does the first save of a new one, which the library dates', () => {
  const begun = unwritten(post.id, post.workspace, [X], post.overdue, 1);
  const saved = decidePost(
    undefined,
    { kind: 'post.create', post: begun.id, workspace: begun.workspace, segments: begun.segments, channels: [X] },
    {
      now: 5,
      freshId: '00000005-0000-4000-8000-000000000001',
      overdue: post.overdue,
      publications: [],
      channelName: () => 'X',
      problems: () => [],
      version: () => undefined,
      original: undefined,
    },
  );
  if (!saved.ok) throw new Error('it was refused');
  expect(isSameButWords(begun, stored.parse(saved.state))).toBe(true);
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
