import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { localFile } from '#electron/shell/local-store.ts';

// What this person likes on this computer: it is there at the next start, and no start fails because of it.

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-preferences-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('what was liked is liked at the next start, in a folder that was not there before', () => {
  const folder = join(dataFolder(), 'Postwright');
  localFile(folder).set('personal', { theme: 'dark' });
  localFile(folder).set('window.practice', { width: 900 });
  const next = localFile(folder);
  expect(next.get('personal')).toEqual({ theme: 'dark' });
  expect(next.get('window.practice')).toEqual({ width: 900 });
  expect(next.get('backup')).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});

test.each(['{ "personal": {', '', '"words"', 'null', '\u0000\u0000'])(
  'a file that says %j starts anew, and can be written to again',
  (damaged) => {
    const folder = dataFolder();
    writeFileSync(join(folder, 'preferences.json'), damaged);
    const file = localFile(folder);
    expect(file.get('personal')).toBeUndefined();
    file.set('personal', { theme: 'light' });
    expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'))).toEqual({
      personal: { theme: 'light' },
    });
  },
);
