import { expect, test } from 'vitest';
import { nameProblem } from '#build/lint/file-names.ts';
import { filesUnder } from '#build/lint/program.ts';

const NAMED = /\.(ts|tsx|mjs|js|css|html|sql)$/;

test('every file says in its name what it is or does', () => {
  const places = filesUnder(['']).filter(
    (place) => NAMED.test(place) && !place.startsWith('build/setup/stand-in-launcher/'),
  );
  expect(places.flatMap((place) => nameProblem(place) ?? [])).toEqual([]);
});

test.each([
  ['shared/posts/index.ts', 'no index files'],
  ['electron/posts/postManager.ts', 'kebab-case'],
  ['electron/posts/post-manager.ts', 'says nothing'],
  ['electron/media/utils.ts', 'says nothing'],
  ['shared/common/words.ts', 'says nothing'],
  ['electron/publishing/handle-failure.ts', 'says nothing'],
  ['electron/publishing/process-queue.ts', 'says nothing'],
  ['electron/posts/posts.service.ts', 'not one of our endings'],
  ['electron/posts/posts.read.write.ts', 'one ending'],
  ['renderer/ui/Button.tsx', 'kebab-case'],
])('%s: refused', (place, words) => {
  expect(nameProblem(place)).toContain(words);
});

test.each([
  'electron/posts/posts.read.ts',
  'electron/posts/posts.read.test.ts',
  'electron/db/handles.ts',
  'electron/db/migrations/0010-first-library.ts',
  'renderer/ui/screen.module.css',
  'renderer/index.html',
  'shared/globals.d.ts',
  'vite.config.ts',
])('%s is a good name', (place) => {
  expect(nameProblem(place)).toBeUndefined();
});
