import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRepository } from './repository.ts';
import { rewriteForNodeApi9 } from './sqlite-for-node-api-9.ts';

let sources: string;
beforeEach(() => {
  sources = mkdtempSync(join(tmpdir(), 'postwright-sources-'));
  for (const name of ['binding.gyp', 'src']) {
    cpSync(inRepository('node_modules', 'better-sqlite3', name), join(sources, name), { recursive: true });
  }
});
afterEach(() => rmSync(sources, { recursive: true }));

test('the installed better-sqlite3 can still be rewritten, and asks for Node-API 9 afterwards', () => {
  rewriteForNodeApi9(sources);
  expect(readFileSync(join(sources, 'binding.gyp'), 'utf8')).toContain('NAPI_VERSION=9');
});

test('sources that are not the expected ones are refused by name', () => {
  rewriteForNodeApi9(sources);
  expect(() => rewriteForNodeApi9(sources)).toThrow('of better-sqlite3 has changed');
});
