import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { memoryLog, openLog } from '#electron/log.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('what is logged is in the file, with its time and level, without its tokens', () => {
  const folder = newFolder();
  const log = openLog({ folder, level: 'info', terminal: false });
  log.info('connected with Bearer abcdef123456', { handle: 'ada', accessToken: 'tok-1' });
  log.debug('not asked for');
  const text = readFileSync(join(folder, 'postwright.log'), 'utf8');
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info connected with Bearer \[redacted\] \{"handle":"ada"/);
  expect(text).not.toMatch(/abcdef123456|tok-1|not asked for/);
});

test('old lines are kept in a few files and then let go', () => {
  const folder = newFolder();
  const log = openLog({ folder, level: 'info', terminal: false });
  const line = 'x'.repeat(3900);
  for (let written = 0; written < 4500; written += 1) log.info(line);
  expect(readdirSync(folder).toSorted()).toEqual([
    'postwright.1.log',
    'postwright.2.log',
    'postwright.3.log',
    'postwright.4.log',
    'postwright.log',
  ]);
});

test('an error is logged with its cause', () => {
  const log = memoryLog();
  log.error('sync', new Error('outer', { cause: new Error('inner') }));
  expect(log.lines[0]).toMatch(/^error sync .*outer.*inner/);
});
