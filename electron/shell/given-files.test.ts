import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesIn } from '#electron/shell/given-files.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'postwright-given-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  writeFileSync(join(made, 'harvest.JPG'), '');
  writeFileSync(join(made, 'a film.mp4'), '');
  writeFileSync(join(made, 'script.sh'), '');
  mkdirSync(join(made, 'folder.png'));
  return made;
}

test('files of a start are taken by their full path or by the folder the start happened in', () => {
  const here = folder();
  expect(filesIn(['--no-sandbox', 'harvest.JPG', join(here, 'a film.mp4')], here)).toEqual([
    join(here, 'harvest.JPG'),
    join(here, 'a film.mp4'),
  ]);
});

test.each([['script.sh'], ['folder.png'], ['missing.png'], ['--x.png'], ['file:///tmp/x.png'], ['postwright://a.png']])(
  '%s is none of them',
  (argument) => {
    expect(filesIn([argument], folder())).toEqual([]);
  },
);
