import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetOtherVersions } from '#electron/shell/compiled.ts';

let userData = '';
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'postwright-compiled-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

const CAN_KEEP = (Module as Partial<typeof Module>).enableCompileCache !== undefined;

test.skipIf(!CAN_KEEP)('what a program reads once it runs is kept for its next start, under its version', () => {
  const part = join(userData, 'part.mjs');
  writeFileSync(part, 'export const words = "a part of the program";'.padEnd(4000, ' '));
  run(`keepCompiled(${JSON.stringify(userData)}, '1.2.3'); await import(${JSON.stringify(pathToFileURL(part).href)});`);
  const kept = readdirSync(join(userData, 'compiled', '1.2.3'), { recursive: true });
  expect(kept.length).toBeGreaterThan(0);
});

test.skipIf(!CAN_KEEP)('a data folder that takes nothing keeps no program from running', () => {
  writeFileSync(join(userData, 'compiled'), 'not a folder');
  expect(run(`keepCompiled(${JSON.stringify(userData)}, '1.2.3'); console.log('it runs');`)).toContain('it runs');
});

test('what was kept for other versions is forgotten, and where nothing was kept nothing happens', async () => {
  await forgetOtherVersions(userData, '1.2.3');
  for (const version of ['1.2.2', '1.2.3']) mkdirSync(join(userData, 'compiled', version, 'v24'), { recursive: true });
  await forgetOtherVersions(userData, '1.2.3');
  expect(readdirSync(join(userData, 'compiled'))).toEqual(['1.2.3']);
  expect(existsSync(join(userData, 'compiled', '1.2.3', 'v24'))).toBe(true);
});

/** A program of its own, with this file's functions; answers what it prints. */
function run(program: string): string {
  const file = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'compiled.ts')).href);
  const script = `const { keepCompiled } = await import(${file}); ${program}`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}
