import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Foreseen } from '#shared/ipc/bridge.ts';
import { MARK, READY } from '#electron/backup/restore-mark.ts';
import { memoryLog } from '#electron/log.ts';
import { keptAnswers, type KeptAnswers } from '#electron/shell/kept-answers.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

const ANSWERS: readonly Foreseen[] = [
  { name: 'settings.read', input: undefined, answer: '{"ok":true,"value":{"name":"Mill\\nhouse"}}' },
  { name: 'calendar.entries', input: { from: 1, to: 9 }, answer: '{"ok":true,"value":[]}' },
];

let folder: string;
let libraryPath: string;
let log: ReturnType<typeof memoryLog>;

beforeEach(() => {
  log = memoryLog();
  folder = quickFolder('kept-answers');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  libraryPath = join(folder, 'library.sqlite');
  writeFileSync(libraryPath, 'rye and spelt');
});

function nextStart(besides: unknown = '1.0.0'): KeptAnswers {
  return keptAnswers({ folder, libraryPath, besides: () => besides, log });
}

test('the next start has what was answered when the library was put down, and only until it opens the library', async () => {
  await nextStart().keep(ANSWERS);
  expect(await nextStart().read()).toEqual(ANSWERS);
  nextStart().forget();
  expect(await nextStart().read()).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['library.sqlite']);
});

test('words in every script come back as they were, a byte for each letter that V8 would else keep two for', async () => {
  const written = { text: 'Brötchen “frisch” 🌾 новый урожай 新麦' };
  const input = { search: '🌾' };
  await nextStart().keep([{ name: 'posts.search', input, answer: JSON.stringify(written) }]);
  const [back] = (await nextStart().read()) ?? [];
  expect(back?.input).toEqual(input);
  expect(JSON.parse(back?.answer ?? '')).toEqual(written);
  expect(back?.answer).not.toMatch(/[\u0100-\uffff]/);
});

test('a first start has nothing, and forgets nothing', async () => {
  nextStart().forget();
  expect(await nextStart().read()).toBeUndefined();
});

test.each<[string, () => void]>([
  ['was written to', () => writeFileSync(libraryPath, 'rye, spelt and emmer')],
  ['was written to and is as long as before', () => writeFileSync(libraryPath, 'rye and emmer')],
  ['is an older copy with its time', () => olderCopy()],
  ['is gone', () => rmSync(libraryPath)],
  ['gives way to one of a backup', () => aBackupIsReady()],
  ['has writing beside it that is not in it yet', () => writeFileSync(`${libraryPath}-wal`, 'emmer')],
])('a library that %s is looked at itself', async (_what, happen) => {
  await nextStart().keep(ANSWERS);
  // The clock of a file goes on in steps.
  const { atimeMs, mtimeMs } = statSync(libraryPath);
  utimesSync(libraryPath, atimeMs / 1000, mtimeMs / 1000 - 60);
  await nextStart().keep(ANSWERS);
  expect(await nextStart().read()).toEqual(ANSWERS);
  happen();
  expect(await nextStart().read()).toBeUndefined();
});

test('a log beside the library with nothing in it changes nothing', async () => {
  await nextStart().keep(ANSWERS);
  writeFileSync(`${libraryPath}-wal`, '');
  expect(await nextStart().read()).toEqual(ANSWERS);
});

test('another version, language or setting of this computer is another answer', async () => {
  await nextStart(['1.0.0', 'en']).keep(ANSWERS);
  expect(await nextStart(['1.0.0', 'de']).read()).toBeUndefined();
  expect(await nextStart(['1.0.0', 'en']).read()).toEqual(ANSWERS);
});

test('a file that was cut short, changed or never was one of ours says nothing', async () => {
  await nextStart().keep(ANSWERS);
  const path = join(folder, readdirSync(folder).find((name) => name !== 'library.sqlite') ?? '');
  const whole = readFileSync(path, 'utf8');
  for (const text of [whole.slice(0, -5), whole.replace('Mill', 'Hall'), '', 'x\ny', `${whole}\n`]) {
    writeFileSync(path, text);
    expect(await nextStart().read()).toBeUndefined();
  }
});

test('what can neither be read, taken away nor written keeps nobody from starting, and is said', async () => {
  mkdirSync(join(folder, 'answers-kept'));
  expect(await nextStart().read()).toBeUndefined();
  nextStart().forget();
  await nextStart().keep(ANSWERS);
  expect(log.lines).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('warn answers kept') as string));
});

test('nothing is kept of a plan that is too long, of no answers, and of a library that is still written to', async () => {
  const long: Foreseen = {
    name: 'calendar.entries',
    input: {},
    answer: `{"ok":true,"value":"${'x'.repeat(4_000_000)}"}`,
  };
  await nextStart().keep([long]);
  await nextStart().keep([]);
  writeFileSync(`${libraryPath}-wal`, 'emmer');
  await nextStart().keep(ANSWERS);
  expect(readdirSync(folder).toSorted()).toEqual(['library.sqlite', 'library.sqlite-wal']);
});

test.skipIf(process.platform === 'win32')('only the person can read it', async () => {
  await nextStart().keep(ANSWERS);
  const [path] = readdirSync(folder).filter((name) => name !== 'library.sqlite');
  expect(statSync(join(folder, path ?? '')).mode & 0o777).toBe(0o600);
});

function aBackupIsReady(): void {
  mkdirSync(join(folder, READY));
  writeFileSync(join(folder, READY, MARK), '{}');
}

/** Of the same length and time, in the place of the other. */
function olderCopy(): void {
  const { atime, mtime } = statSync(libraryPath);
  renameSync(libraryPath, join(folder, 'put-aside'));
  writeFileSync(libraryPath, 'oat and wheat');
  utimesSync(libraryPath, atime, mtime);
}
