import { expect, test } from 'vitest';
import { filesUnder, importsOf, isCode, parse, parseText, type Source } from '#build/lint/program.ts';
import { isTest } from '#build/lint/rule.ts';

// A person who meets a name in another folder should read there, once, what it means: above the name, or in the header
// of a file that is about one thing. Types that only spell out a schema (`z.infer<typeof post>`) and what a function is
// given (`…Deps`) speak for themselves.

const sources = filesUnder(['shared', 'electron', 'renderer'])
  .filter(isCode)
  .map((place) => parse(place));

test('everything that shared/ and electron/ offer to other folders says what it is', () => {
  const silent = undocumented(sources.filter((source) => !isTest(source.place)));
  expect(
    silent,
    'write one doc comment above each (or a header comment in its file): what it is, not how it works',
  ).toEqual([]);
});

test('a name without a sentence is seen, one with a sentence or a header comment is not', () => {
  const files = [
    parseText(
      'shared/a/x.ts',
      `/** Counts. */\nexport const documented = 1;\nexport function silent() {}\nexport const own = 2;`,
    ),
    parseText('shared/a/words.ts', `import 'zod';\n\n// Words used here.\n\nexport const explained = 1;`),
    parseText(
      'shared/b/y.ts',
      `import { documented, silent } from '#shared/a/x.ts';\nimport { explained } from '#shared/a/words.ts';`,
    ),
    parseText('shared/a/z.ts', `import { own } from './x.ts';`),
  ];
  expect(undocumented(files)).toEqual(['shared/a/x.ts: silent']);
});

function undocumented(files: readonly Source[]): string[] {
  const wanted = new Map<string, Set<string>>();
  for (const file of files) {
    for (const one of importsOf(file)) {
      if (one.to === undefined || folderOf(one.to) === folderOf(file.place)) continue;
      wanted.set(one.to, new Set([...(wanted.get(one.to) ?? []), ...one.names]));
    }
  }
  return files
    .filter((file) => /^(shared|electron)\//.test(file.place))
    .flatMap((file) => {
      const names = wanted.get(file.place) ?? new Set();
      return exportsOf(file).flatMap((one) =>
        names.has(one.name) && !one.isDocumented ? [`${file.place}: ${one.name}`] : [],
      );
    });
}

/** What a file exports by a declaration of its own. */
function exportsOf(source: Source): { name: string; isDocumented: boolean }[] {
  const docs = source.comments.filter((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
  const hasHeader = hasHeaderComment(source);
  return source.program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return [];
    const { declaration } = node;
    const between = (end: number): string => source.text.slice(end, node.start);
    const isDocumented =
      hasHeader ||
      docs.some((doc) => doc.end <= node.start && between(doc.end).trim() === '') ||
      speaksForItself(source.text.slice(node.start, node.end));
    if (declaration.type === 'VariableDeclaration') {
      return declaration.declarations.flatMap(({ id }) =>
        id.type === 'Identifier' ? { name: id.name, isDocumented } : [],
      );
    }
    return 'id' in declaration && declaration.id?.type === 'Identifier'
      ? { name: declaration.id.name, isDocumented }
      : [];
  });
}

/** Line comments of their own, before the first declaration and with an empty line below. */
function hasHeaderComment(source: Source): boolean {
  const first = source.program.body.find((node) => node.type !== 'ImportDeclaration')?.start ?? 0;
  const last = source.comments.findLast((comment) => comment.type === 'Line' && comment.end <= first);
  return last !== undefined && /^(\r?\n){2}/.test(source.text.slice(last.end));
}

function speaksForItself(text: string): boolean {
  return /^export type \w+ = z\.(infer|input|output)</.test(text) || /^export interface \w+Deps\b/.test(text);
}

function folderOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'));
}
