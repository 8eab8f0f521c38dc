import { join } from 'node:path';
import { RuleTester } from 'oxlint/plugins-dev';
import { describe, expect, test } from 'vitest';
import { RULES } from '#build/lint/plugin.ts';
import { ROOT, type Rule } from '#build/lint/rule.ts';

// Every rule of ours is shown something bad, and refuses it with words that say what to do instead.

RuleTester.describe = describe;
RuleTester.it = test;
const tester = new RuleTester({ languageOptions: { parserOptions: { lang: 'tsx' } } });

interface Case {
  readonly at: string;
  readonly code: string;
}

interface Bad extends Case {
  /** What the message must say. */
  readonly says: RegExp;
}

const CASES: Readonly<Record<string, { good: readonly Case[]; bad: readonly Bad[] }>> = {
  boundaries: {
    good: [
      { at: 'electron/posts/posts.handlers.ts', code: `import { openLibrary } from '#electron/db/open.ts';` },
      { at: 'electron/ipc/serve.ts', code: `import { ipcMain } from 'electron';` },
    ],
    bad: [
      {
        at: 'electron/db/open.ts',
        code: `import { postById } from '#electron/posts/posts.read.ts';`,
        says: /point left.*Pass it in/,
      },
      {
        at: 'electron/db/open.ts',
        code: `export { postById } from '#electron/posts/posts.read.ts';`,
        says: /point left/,
      },
      { at: 'renderer/app.tsx', code: `const fs = await import('node:fs');`, says: /only electron\// },
      { at: 'shared/posts/post.ts', code: `type X = import('electron').App;`, says: /as an argument/ },
      { at: 'electron/shell/menu.ts', code: `import { app, ipcMain } from 'electron';`, says: /Add a call/ },
    ],
  },
  'direct-paths': {
    good: [
      {
        at: 'renderer/screens/queue/queue.tsx',
        code: `import { t } from '../../text/t.ts'; import './queue.module.css'; import React from 'react';`,
      },
    ],
    bad: [
      {
        at: 'shared/posts/post.ts',
        code: `import { x } from './post-progress';`,
        says: /whole name: “.\/post-progress\.ts”/,
      },
      { at: 'shared/posts/post.ts', code: `import { x } from '../publishing/index.ts';`, says: /no index files/ },
      { at: 'electron/posts/x.ts', code: `import { x } from '../../shared/ids.ts';`, says: /“#shared\/ids\.ts”/ },
      { at: 'renderer/screens/queue/rows/row.tsx', code: `export * from '../../../text/t.ts';`, says: /from the top/ },
    ],
  },
  'file-names': {
    good: [{ at: 'electron/publishing/queue/claim-due.ts', code: '' }],
    bad: [
      { at: 'electron/posts/post-manager.ts', code: 'export const a = 1;', says: /“manager” says nothing/ },
      { at: 'shared/posts/index.ts', code: 'export const a = 1;', says: /no index files/ },
    ],
  },
  'no-module-state': {
    good: [
      { at: 'electron/x/x.ts', code: 'const known = new Map(); function f() { let n = 0; return n + known.size; }' },
      { at: 'tests/kit/x.ts', code: 'let pds;' },
    ],
    bad: [
      { at: 'electron/x/x.ts', code: 'let timer;', says: /starts it and answers/ },
      { at: 'renderer/state/x.ts', code: 'export var count = 0;', says: /keeps no state/ },
    ],
  },
  'no-platform-names': {
    good: [
      { at: 'shared/platforms/bluesky/rules.ts', code: `const id = 'bluesky';` },
      { at: 'electron/posts/x.ts', code: `if (platform.hasThreads) say('Bluesky and mastodon differ');` },
      {
        at: 'shared/platforms/catalog.ts',
        code: `import { bluesky } from '#shared/platforms/bluesky/rules.ts'; const all = { bluesky };`,
      },
      { at: 'tests/platforms/x.test.ts', code: `const id = 'mastodon';` },
    ],
    bad: [
      { at: 'renderer/screens/queue/queue.tsx', code: `if (platform === 'bluesky') wait();`, says: /Ask its rules/ },
      { at: 'electron/posts/x.ts', code: 'const id = `mastodon`;', says: /Ask its rules/ },
      { at: 'electron/posts/x.ts', code: `if (platform === 'x') wait();`, says: /Ask its rules/ },
      { at: 'renderer/ui/x.tsx', code: 'const colors = { mastodon: 1 };', says: /Ask its rules/ },
      { at: 'renderer/ui/x.tsx', code: '<Mark network="bluesky" />', says: /Ask its rules/ },
      { at: 'electron/posts/x.ts', code: `type Two = 'bluesky' | 'other';`, says: /Ask its rules/ },
      { at: 'shared/platforms/bluesky/adapter.ts', code: `const other = 'mastodon';`, says: /Ask its rules/ },
    ],
  },
  'no-swallowed-errors': {
    good: [
      { at: 'electron/x.ts', code: 'try { f(); } catch (error) { log(error); }' },
      { at: 'electron/x.ts', code: 'try { f(); } catch (_expected) { // Not there yet.\n }' },
      { at: 'electron/x.ts', code: 'void f().catch((_expected) => undefined);' },
    ],
    bad: [
      { at: 'electron/x.ts', code: 'try { f(); } catch { g(); }', says: /`_expected`/ },
      { at: 'electron/x.ts', code: 'try { f(); } catch (error) { g(); }', says: /disappears/ },
      { at: 'electron/x.ts', code: 'try { f(); } catch (_error) { g(); }', says: /disappears/ },
      { at: 'electron/x.ts', code: 'try { f(); } catch (_expected) { g(); }', says: /needs a comment/ },
      { at: 'electron/x.ts', code: 'void f().catch(() => undefined);', says: /disappears/ },
    ],
  },
  'notes-with-issue': {
    good: [{ at: 'electron/x.ts', code: '// @TODO(12) ask the network\n// @NOTE measured\nf();' }],
    bad: [
      { at: 'electron/x.ts', code: '// TODO ask the network\nf();', says: /@TODO\(12\)/ },
      { at: 'electron/x.ts', code: '/* FIXME: wrong */ f();', says: /number of its issue/ },
    ],
  },
  'only-the-clock': {
    good: [
      {
        at: 'shared/x.ts',
        code: 'const at = clock.now(); const shown = new Date(at); const day = DateTime.fromMillis(at);',
      },
      { at: 'shared/x.ts', code: 'function f(setTimeout) { setTimeout(); clock.setTimeout(); }' },
      { at: 'shared/x.ts', code: 'type Timer = ReturnType<typeof setTimeout>;' },
      { at: 'shared/x.test.ts', code: 'setTimeout(f, 1);' },
    ],
    bad: [
      { at: 'shared/x.ts', code: 'const at = Date.now();', says: /Take a Clock/ },
      { at: 'shared/x.ts', code: 'const at = new Date();', says: /by hand/ },
      { at: 'shared/x.ts', code: 'const at = DateTime.now();', says: /Take a Clock/ },
      { at: 'electron/publishing/x.ts', code: 'setTimeout(f, 1);', says: /Take a Clock/ },
      { at: 'electron/publishing/x.ts', code: 'const later = setInterval;', says: /Take a Clock/ },
      { at: 'electron/publishing/x.ts', code: 'const at = performance.now();', says: /Take a Clock/ },
      {
        at: 'electron/publishing/x.ts',
        code: `import { setTimeout as wait } from 'node:timers/promises';`,
        says: /Take a Clock/,
      },
      { at: 'electron/publishing/x.ts', code: 'f(AbortSignal.timeout(1));', says: /Take a Clock/ },
    ],
  },
  'raw-bridge': {
    good: [
      { at: 'electron/ipc/broadcast.ts', code: 'window.webContents.send(FACT_CHANNEL, fact);' },
      { at: 'renderer/ipc.ts', code: 'await window.postwright.call(name, input);' },
    ],
    bad: [
      { at: 'electron/shell/menu.ts', code: `window.webContents.send('x');`, says: /changed\(tx/ },
      { at: 'electron/shell/menu.ts', code: `webContents.send('x');`, says: /broadcast\.ts/ },
      {
        at: 'renderer/app.tsx',
        code: `await window.postwright.call('posts.list', {});`,
        says: /call\(\) and onFact\(\)/,
      },
    ],
  },
};

for (const [name, { good, bad }] of Object.entries(CASES)) {
  const rule = RULES[name];
  if (rule === undefined) throw new Error(`there is no rule ${name}`);
  tester.run(name, rule, {
    valid: good.map(({ at, code }) => ({ name: `${at}: ${code}`, filename: join(ROOT, at), code })),
    invalid: bad.map(({ at, code, says }) => ({
      name: `${at}: ${code}`,
      filename: join(ROOT, at),
      code,
      errors: [{ message: says }],
    })),
  });
}

test('every rule of ours is shown something bad', () => {
  const shown = Object.entries(CASES).filter(([, { good, bad }]) => good.length > 0 && bad.length > 0);
  expect(shown.map(([name]) => name)).toEqual(Object.keys(RULES));
  expect(Object.values(RULES).every((rule: Rule) => rule !== undefined)).toBe(true);
});
