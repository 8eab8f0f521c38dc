import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PostId, WorkspaceId } from '#shared/ids.ts';
import { follow } from './followed.ts';
import { startWriting, unwritten, type Writing, type WritingState } from './writing.ts';
import { withEdits } from './written-post.ts';

// A screen that paints when the story says so.

let frames: (() => void)[] = [];

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => (frames[handle - 1] = () => undefined));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function paint(): void {
  for (const draw of frames.splice(0)) draw();
  vi.advanceTimersByTime(1);
}

function newPost(): Writing {
  const post = unwritten(
    '00000000-0000-4000-8000-000000000001' as PostId,
    '00000000-0000-4000-8000-000000000002' as WorkspaceId,
    [],
    { then: 'ask' },
    0,
  );
  return startWriting(post, {
    send: () => Promise.resolve(1),
    after: () => () => undefined,
    failureOf: () => ({ code: 'app.unexpected', about: {} }),
    onRefused: () => undefined,
  });
}

function type(writing: Writing, text: string): void {
  const [part] = writing.store.getState().post.segments;
  if (part === undefined) throw new Error('a post has a part');
  writing.type({ kind: 'part', place: 'shared', segment: part.id }, text);
}

const wordsOf = ({ post, edits }: WritingState): string =>
  withEdits(post, edits)
    .segments.map((part) => part.text)
    .join();

test('counts and previews hear of what was typed once the letters have been painted, of three quick ones together', () => {
  const writing = newPost();
  const counts: string[] = [];
  const previews: string[] = [];
  const followed = follow(writing.store);
  followed.subscribe((state) => counts.push(wordsOf(state)));
  followed.subscribe((state) => previews.push(wordsOf(state)));
  paint();
  for (const text of ['R', 'Ry', 'Rye']) type(writing, text);
  expect(counts).toEqual(['']);
  paint();
  expect(counts).toEqual(['', 'Rye']);
  expect(previews).toEqual(['', 'Rye']);
  type(writing, 'Rye!');
  paint();
  expect(previews).toEqual(['', 'Rye', 'Rye!']);
});

test('a preview that was opened after a letter and before its picture hears of it', () => {
  const writing = newPost();
  const followed = follow(writing.store);
  type(writing, 'R');
  const previews: string[] = [];
  followed.subscribe((state) => previews.push(wordsOf(state)));
  paint();
  expect(previews).toEqual(['R']);
});

test('what was closed hears of nothing, and nothing waits for a picture any more', () => {
  const writing = newPost();
  const heard: string[] = [];
  const close = follow(writing.store).subscribe((state) => heard.push(wordsOf(state)));
  paint();
  type(writing, 'R');
  close();
  paint();
  type(writing, 'Ry');
  expect(heard).toEqual(['']);
  expect(frames).toEqual([]);
});
