import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageOf, refusalOf } from '#build/lint/boundaries.ts';
import { filesUnder, importsOf, isCode, parse, parseText, type Source } from '#build/lint/program.ts';
import { ROOT, isTest, platformNames } from '#build/lint/rule.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';

const sources = filesUnder(['shared', 'electron', 'renderer', 'simulators'])
  .filter(isCode)
  .map((place) => parse(place));
const program = new Map(sources.filter((source) => !isTest(source.place)).map((source) => [source.place, source]));

describe('who may import whom', () => {
  test('every import of the program keeps to the table in build/lint/boundaries.ts', () => {
    const refused = sources.flatMap((source) =>
      importsOf(source).flatMap((one) => refusalOf(source.place, one.specifier, one.names) ?? []),
    );
    expect(refused).toEqual([]);
  });

  test.each([
    ['the library knows a feature', 'electron/db/open.ts', '#electron/posts/posts.read.ts', 'point left'],
    [
      'a feature looks to the right',
      'electron/media/import-file.ts',
      '#electron/publishing/scheduler.ts',
      'point left',
    ],
    ['a feature takes the whole app', 'electron/publishing/publisher.ts', '#electron/app.ts', 'point left'],
    ['a folder without a place', 'electron/weather/rain.ts', '#electron/db/open.ts', 'ELECTRON_ORDER'],
    [
      'a feature names a network',
      'electron/publishing/publisher.ts',
      '#shared/platforms/bluesky/adapter.ts',
      'adapters.ts',
    ],
    [
      'the main process draws',
      'electron/shell/tray.ts',
      '../../renderer/theme/theme.ts',
      'imports electron/ and shared/',
    ],
    [
      'the window reaches a network',
      'renderer/screens/composer/composer.tsx',
      '#shared/platforms/bluesky/adapter.ts',
      'screen',
    ],
    ['the window takes all adapters', 'renderer/state/posts.store.ts', '#shared/platforms/adapters.ts', 'screens'],
    ['the window reads the library', 'renderer/app.tsx', '#electron/posts/posts.read.ts', 'add a call'],
    ['the window reads the disk', 'renderer/app.tsx', 'node:fs', 'only electron/'],
    ['the window takes Electron', 'renderer/app.tsx', 'electron', 'only electron/main.ts'],
    ['a screen looks at another', 'renderer/screens/queue/queue.tsx', '../composer/composer.tsx', 'stands alone'],
    [
      'a part of the window knows a screen',
      'renderer/ui/screen.tsx',
      '../screens/queue/queue.tsx',
      'does not know the screens',
    ],
    ['the pure part reads the disk', 'shared/posts/post.ts', 'node:fs', 'as an argument'],
    ['the pure part knows the program', 'shared/posts/post.ts', '#electron/db/open.ts', 'shared/ is pure'],
    ['the pure part names a network', 'shared/posts/post.ts', '#shared/platforms/mastodon/rules.ts', 'pure'],
    [
      'a network knows another',
      'shared/platforms/mastodon/adapter.ts',
      '#shared/platforms/bluesky/facets.ts',
      'catalog.ts',
    ],
    ['a network’s package is used elsewhere', 'shared/platforms/mastodon/adapter.ts', '@atproto/api', 'bluesky'],
    [
      'the catalog takes an adapter',
      'shared/platforms/catalog.ts',
      '#shared/platforms/bluesky/adapter.ts',
      'catalog.ts',
    ],
    ['a package nobody agreed on', 'shared/posts/post.ts', 'lodash', 'PACKAGES'],
    ['SQLite outside the library', 'electron/posts/posts.read.ts', 'better-sqlite3', 'only electron/db/'],
    ['Electron where it is not named', 'electron/posts/posts.handlers.ts', 'electron', 'as an argument'],
    ['the preload script knows a feature', 'electron/preload.ts', '#electron/posts/posts.read.ts', 'only the contract'],
    [
      'a simulator copies our adapter',
      'simulators/mastodon.ts',
      '#shared/platforms/mastodon/wire.ts',
      'checks the other',
    ],
  ])('%s: refused', (_what, from, specifier, words) => {
    expect(refusalOf(from, specifier)).toContain(words);
  });

  test.each([
    ['ipcMain', 'electron/shell/menu.ts', 'Add a call'],
    ['ipcRenderer', 'electron/ipc/serve.ts', 'renderer/ipc.ts'],
    ['contextBridge', 'electron/ipc/serve.ts', 'call and onFact'],
  ])('%s outside its place: refused', (name, from, words) => {
    expect(refusalOf(from, 'electron', [name])).toContain(words);
  });

  test.each([
    ['electron/publishing/publisher.ts', '#electron/posts/posts.read.ts'],
    ['electron/app.ts', '#shared/platforms/adapters.ts'],
    ['renderer/screens/composer/composer.tsx', '#shared/platforms/bluesky/rules.ts'],
    ['renderer/screens/composer/composer.tsx', './text-edit.ts'],
    ['shared/platforms/bluesky/adapter.ts', '#shared/platforms/bluesky/facets.ts'],
    ['shared/platforms/catalog.ts', '#shared/platforms/bluesky/rules.ts'],
    ['electron/posts/import-csv.test.ts', '#tests/kit/world.ts'],
  ])('%s may import %s', (from, specifier) => {
    expect(refusalOf(from, specifier)).toBeUndefined();
  });
});

describe('the program as a whole', () => {
  test('nothing the window loads leads to an adapter, to Electron or to Node', () => {
    const roots = [...program.keys()].filter((place) => place.startsWith('renderer/'));
    const chains = [...reachedFrom(roots, program)].filter(([to]) => isForbiddenInWindow(to)).map(([, chain]) => chain);
    expect(chains).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(cyclesIn(program)).toEqual([]);
  });

  test('a cycle is seen', () => {
    expect(cyclesIn(fixture({ 'shared/a.ts': `import '#shared/b.ts'`, 'shared/b.ts': `import './a.ts'` }))).toEqual([
      'shared/a.ts > shared/b.ts > shared/a.ts',
    ]);
  });

  test('a way from the window to an adapter is seen', () => {
    const files = fixture({
      'renderer/app.tsx': `import { x } from '#shared/platforms/bluesky/rules.ts'`,
      'shared/platforms/bluesky/rules.ts': `import { AtpAgent } from '@atproto/api'`,
    });
    expect([...reachedFrom(['renderer/app.tsx'], files).keys()].filter(isForbiddenInWindow)).toEqual(['@atproto/api']);
  });

  test('every file that is imported is there', () => {
    const all = new Set(filesUnder(['shared', 'electron', 'renderer', 'simulators', 'tests', 'build']));
    const lost = sources.flatMap((source) =>
      importsOf(source).flatMap((one) =>
        one.to === undefined || all.has(one.to.replace(/\?.*$/, ''))
          ? []
          : `${source.place} imports ${one.to}, which is not there`,
      ),
    );
    expect(lost).toEqual([]);
  });

  test('every package that is imported is in package.json', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const known = new Set([
      'node:',
      ...Object.keys(manifest['dependencies'] ?? {}),
      ...Object.keys(manifest['devDependencies'] ?? {}),
    ]);
    const unknown = sources.flatMap((source) =>
      importsOf(source).flatMap(({ specifier, to }) =>
        to !== undefined || known.has(packageOf(specifier))
          ? []
          : `${source.place} imports “${packageOf(specifier)}”, which only comes with another package. Add it to package.json.`,
      ),
    );
    expect(unknown).toEqual([]);
  });

  test('every network has its folder and is in the catalog', () => {
    expect(CATALOG.map((platform) => platform.id as string).toSorted()).toEqual([...platformNames()].toSorted());
  });
});

/** What the roots lead to at run time, each with one way there. */
function reachedFrom(roots: readonly string[], files: ReadonlyMap<string, Source>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = roots.map((place) => ({ place, chain: place }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next.place)) continue;
    found.set(next.place, next.chain);
    const source = files.get(next.place);
    if (source === undefined) continue;
    for (const one of importsOf(source)) {
      const place = one.to ?? packageOf(one.specifier);
      if (!one.isType) open.push({ place, chain: `${next.chain} > ${place}` });
    }
  }
  return found;
}

function isForbiddenInWindow(to: string): boolean {
  return /^(electron$|electron\/|node:|better-sqlite3$|axios$|@atproto\/api$|shared\/platforms\/(adapters|[^/]+\/adapter)\.ts$)/.test(
    to,
  );
}

/** Cycles of imports that are there at run time, each once. */
function cyclesIn(files: ReadonlyMap<string, Source>): string[] {
  const cycles = new Set<string>();
  const done = new Set<string>();
  for (const place of files.keys()) walk(place, []);
  return [...cycles];

  function walk(place: string, path: readonly string[]): void {
    const start = path.indexOf(place);
    if (start !== -1) cycles.add([...path.slice(start), place].join(' > '));
    if (start !== -1 || done.has(place)) return;
    const source = files.get(place);
    for (const one of source === undefined ? [] : importsOf(source)) {
      if (one.to !== undefined && !one.isType) walk(one.to, [...path, place]);
    }
    done.add(place);
  }
}

function fixture(files: Readonly<Record<string, string>>): ReadonlyMap<string, Source> {
  return new Map(Object.entries(files).map(([place, text]) => [place, parseText(place, text)]));
}
