import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from '#build/lint/rule.ts';

// The configuration as a whole, run by the real oxlint over a small tree in which every file is bad in one way.

const BAD: readonly (readonly [rule: string, place: string, code: string])[] = [
  ['typescript(no-floating-promises)', 'electron/posts/a.ts', `export async function f(): Promise<void> {}\nf();`],
  ['typescript(no-misused-promises)', 'electron/posts/b.ts', `async function f(): Promise<void> {}\n[1].forEach(f);`],
  [
    'typescript(switch-exhaustiveness-check)',
    'shared/posts/c.ts',
    `export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n    default:\n      return 2;\n  }\n}`,
  ],
  ['typescript(no-explicit-any)', 'shared/posts/d.ts', `export const f = (x: any): void => void x;`],
  ['typescript(no-unsafe-member-access)', 'electron/posts/e.ts', `export const x: unknown = JSON.parse('{}').a;`],
  ['typescript(no-non-null-assertion)', 'shared/posts/f.ts', `export const f = (x: string | undefined): string => x!;`],
  [
    'typescript(consistent-type-imports)',
    'electron/posts/g.ts',
    `import { Stats } from 'node:fs';\nexport const f = (x: Stats): number => x.size;`,
  ],
  ['typescript(ban-ts-comment)', 'shared/posts/h.ts', `// @ts-ignore\nexport const x: string = 1;`],
  ['typescript(only-throw-error)', 'shared/posts/i.ts', `export function f(): never {\n  throw 'no';\n}`],
  ['eslint(no-empty)', 'shared/posts/j.ts', `export function f(x: boolean): void {\n  if (x) {}\n}`],
  ['eslint(no-console)', 'electron/posts/k.ts', `console.log('here');`],
  ['eslint(no-unused-vars)', 'shared/posts/l.ts', `const x = 1;`],
  ['eslint(no-restricted-properties)', 'electron/posts/m.ts', `export const home = process.env['HOME'];`],
  ['eslint(eqeqeq)', 'shared/posts/n.ts', `export const f = (x: string): boolean => x == 'a';`],
  [
    'import(no-cycle)',
    'shared/posts/o.ts',
    `import { p } from '#shared/posts/p.ts';\nexport const o = (): number => p();`,
  ],
  [
    'import(no-cycle)',
    'shared/posts/p.ts',
    `import { o } from '#shared/posts/o.ts';\nexport const p = (): number => o();`,
  ],
  ['oxc(no-barrel-file)', 'shared/posts/q.ts', `export * from '#shared/posts/o.ts';`],
  ['jsx-a11y(alt-text)', 'renderer/ui/r.tsx', `export const R = (): unknown => <img src="x.png" />;`],
  [
    'react-hooks(rules-of-hooks)',
    'renderer/ui/s.tsx',
    `import { useState } from 'react';\nexport function S(p: { on: boolean }): unknown {\n  if (p.on) useState(1);\n  return null;\n}`,
  ],
  [
    'react-hooks(exhaustive-deps)',
    'renderer/ui/t.tsx',
    `import { useEffect } from 'react';\nexport function T(p: { on: () => void }): unknown {\n  useEffect(() => p.on(), []);\n  return null;\n}`,
  ],
  ['react(button-has-type)', 'renderer/ui/u.tsx', `export const U = (): unknown => <button>Go</button>;`],
  [
    'vitest(no-focused-tests)',
    'shared/posts/v.test.ts',
    `import { expect, test } from 'vitest';\ntest.only('x', () => expect(1).toBe(1));`,
  ],
  ['postwright(boundaries)', 'electron/db/a.ts', `import '#electron/posts/a.ts';`],
  ['postwright(direct-paths)', 'electron/posts/w.ts', `import '../db/open';`],
  ['postwright(file-names)', 'electron/posts/x-manager.ts', `export const x = 1;`],
  ['postwright(no-module-state)', 'electron/posts/y.ts', `export let count = 0;`],
  ['postwright(no-platform-names)', 'electron/posts/z.ts', `export const mine = 'bluesky';`],
  [
    'postwright(no-swallowed-errors)',
    'shared/posts/aa.ts',
    `export function f(g: () => void): void {\n  try {\n    g();\n  } catch {\n    g();\n  }\n}`,
  ],
  ['postwright(notes-with-issue)', 'shared/posts/bb.ts', `// TODO later\nexport const x = 1;`],
  ['postwright(only-the-clock)', 'electron/posts/cc.ts', `export const at = Date.now();`],
  ['postwright(only-the-clock)', 'shared/posts/dd.ts', `export const at = new Date();`],
  ['postwright(raw-bridge)', 'renderer/ui/ee.tsx', `export const f = (): unknown => window.postwright;`],
];

const GOOD: readonly (readonly [place: string, code: string])[] = [
  ['electron/clock.ts', `export const now = (): number => Date.now();`],
  ['electron/config.ts', `export const home = process.env['HOME'];`],
  ['build/say.ts', `console.log(process.env['HOME']);`],
  ['shared/posts/good.ts', `export const isLive = (at: number, now: number): boolean => at <= now;`],
];

const found = new Map<string, readonly string[]>();

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-lint-'));
  try {
    for (const name of [
      '.oxlintrc.json',
      'package.json',
      'build/lint',
      'tsconfig.json',
      'tsconfig.base.json',
      'tsconfig.shared.json',
      'tsconfig.electron.json',
      'tsconfig.renderer.json',
      'tsconfig.tests.json',
    ]) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'shared/platforms/bluesky'), { recursive: true });
    writeFileSync(join(folder, 'shared/platforms/bluesky/rules.ts'), 'export {};\n');
    for (const [place, code] of [...BAD.map(([, at, text]) => [at, text] as const), ...GOOD]) {
      mkdirSync(dirname(join(folder, place)), { recursive: true });
      writeFileSync(join(folder, place), `${code}\n`);
    }
    for (const one of (await lint(folder)).diagnostics)
      found.set(one.filename, [...(found.get(one.filename) ?? []), one.code]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(BAD)('%s is in force (%s)', (rule, place) => {
  expect(found.get(place)).toContain(rule);
});

test.each(GOOD)('%s is let through', (place) => {
  expect(found.get(place)).toBeUndefined();
});

const report = z.object({ diagnostics: z.array(z.object({ code: z.string().default(''), filename: z.string() })) });

function lint(folder: string): Promise<z.infer<typeof report>> {
  return new Promise((resolve, reject) => {
    const args = [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '-f', 'json'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (error, out, trouble) => {
      // It ends with 1 when it found something, which is what is wanted here.
      if (error !== null && error.code !== 1) reject(new Error(trouble, { cause: error }));
      else resolve(report.parse(JSON.parse(out)));
    });
  });
}
