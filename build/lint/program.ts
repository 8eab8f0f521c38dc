import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { ownPath } from './boundaries.ts';
import { ROOT } from './rule.ts';

// The program as its imports show it, read with the parser that builds it.

const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'release',
  'demo-output',
  'test-results',
  'test-output',
  'bench-output',
  'coverage',
  'playwright-report',
]);

export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** The file of ours it means, counted from the repository; `undefined` for a package. */
  readonly to: string | undefined;
  readonly names: readonly string[];
  /** Erased when the program is built. */
  readonly isType: boolean;
}

export type Source = ReturnType<typeof parseSync> & { readonly place: string; readonly text: string };

/** Every file under the folders, counted from the repository. */
export function filesUnder(folders: readonly string[], root: string = ROOT): readonly string[] {
  return folders.flatMap((folder) => filesIn(root, folder)).toSorted();
}

function filesIn(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (LEFT_OUT.has(entry.name) || entry.name.startsWith('.')) return [];
    const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, place) : [place];
  });
}

export function isCode(place: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(place);
}

/** Parses a file. Throws when it is not a program. */
export function parse(place: string, root: string = ROOT): Source {
  return parseText(place, readFileSync(join(root, place), 'utf8'));
}

/** Parses `text` as if it stood at `place`. */
export function parseText(place: string, text: string): Source {
  const parsed = parseSync(place, text, { preserveParens: false });
  if (parsed.errors.length > 0) throw new Error(`${place}: ${parsed.errors[0]?.message}`);
  // The result has lazy getters: it is asked, not copied.
  return Object.assign(parsed, { place, text });
}

/** What a file imports, in the order it is written; `export … from` and `import()` count. */
export function importsOf(source: Source): readonly Import[] {
  const { module } = source;
  const written = [
    ...module.staticImports.map((one) => ({
      specifier: one.moduleRequest.value,
      names: one.entries.flatMap((entry) => entry.importName.name ?? []),
      isType:
        isTypeImport(source.text.slice(one.start, one.end)) ||
        (one.entries.length > 0 && one.entries.every((entry) => entry.isType)),
    })),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) =>
        entry.moduleRequest === null ? [] : { specifier: entry.moduleRequest.value, names: [], isType: entry.isType },
      ),
    ),
    ...module.dynamicImports.map((one) => ({
      specifier: source.text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
      names: [],
      isType: false,
    })),
  ];
  return written.map((one) => ({ ...one, to: ownPath(source.place, one.specifier) }));
}

function isTypeImport(written: string): boolean {
  return /^import\s+type\b/.test(written);
}
