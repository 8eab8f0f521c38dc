import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { putAsideAt } from '#electron/db/put-aside.ts';
import { storageHandlers } from '#electron/storage/storage.handlers.ts';
import { newWorld } from '#tests/kit/world.ts';

// Two restores have put libraries aside. A person sees what they take, and removes them; nothing else goes.

const folder = mkdtempSync(join(tmpdir(), 'postwright-aside-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what restores put aside is counted, removed when a person asks, and nothing else is touched', async () => {
  const { library } = newWorld();
  for (const [name, bytes] of [
    [basename(putAsideAt(folder, Date.UTC(2026, 10, 1, 8))), 300],
    [basename(putAsideAt(folder, Date.UTC(2026, 10, 20, 8))), 500],
    ['replaced-by-hand', 70],
    ['media', 11],
  ] as const) {
    mkdirSync(join(folder, name, 'media'), { recursive: true });
    writeFileSync(join(folder, name, 'media', 'file'), 'x'.repeat(bytes));
  }
  const paths = {
    libraryPath: join(folder, 'library.sqlite'),
    backups: join(folder, 'backups'),
    logs: join(folder, 'logs'),
  };
  const storage = storageHandlers({ library, ...paths });
  expect(await storage['storage.read']()).toMatchObject({ replaced: 800, media: 11 });
  expect(await storage['storage.removeReplaced']()).toEqual({ freed: 800 });
  expect(readdirSync(folder).toSorted()).toEqual(['media', 'replaced-by-hand']);
  expect(await storage['storage.read']()).toMatchObject({ replaced: 0, media: 11 });
});
