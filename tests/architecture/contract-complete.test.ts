import { Visitor } from 'vite';
import { expect, test } from 'vitest';
import { calls } from '#shared/ipc/contract.ts';
import { filesUnder, parse, parseText, type Source } from '#build/lint/program.ts';

// `satisfies Handlers<'posts.'>` makes the compiler ask for every handler of a file that exists. This holds what the
// compiler does not see: a feature without a handlers file, and a name that two files spread over each other.

const handlerFiles = filesUnder(['electron']).filter((place) => place.endsWith('.handlers.ts'));
const callFiles = filesUnder(['shared/ipc']).filter((place) => place.endsWith('.calls.ts'));
const handled = handlerFiles.map((place) => parse(place)).flatMap(handledIn);

test('every call of shared/ipc/contract.ts has a handler', () => {
  const names = new Set(handled.map((one) => one.name));
  const missing = Object.keys(calls).filter((name) => !names.has(name));
  expect(missing, 'write each in the <feature>.handlers.ts of the folder in electron/ it is named after').toEqual([]);
});

test('every handler answers a call of the contract', () => {
  const unknown = handled.filter((one) => !Object.hasOwn(calls, one.name)).map((one) => `${one.place}: ${one.name}`);
  expect(unknown, 'add it to shared/ipc/<feature>.calls.ts, or remove it').toEqual([]);
});

test('no call is handled twice', () => {
  expect(repeated(handled), 'of two handlers with one name the second silently wins: keep one').toEqual([]);
});

test('no call is named twice in shared/ipc', () => {
  const named = callFiles.map((place) => parse(place)).flatMap(namedIn);
  expect(repeated(named), 'of two calls with one name the second silently wins: rename one').toEqual([]);
  expect(named.map((one) => one.name).toSorted()).toEqual(Object.keys(calls).toSorted());
});

test('a call that is handled twice is seen', () => {
  const one = parseText(
    'electron/a/a.handlers.ts',
    `export const a = (d) => ({ 'a.list': () => d }) satisfies Handlers<'a.'>;`,
  );
  const two = parseText(
    'electron/b/b.handlers.ts',
    `export const b = (d) => { const v = 1; return { 'a.list': list, 'b.x': () => v } satisfies Handlers<'b.'>; }; function list() {}`,
  );
  expect(repeated([one, two].flatMap(handledIn))).toEqual([
    'a.list: electron/a/a.handlers.ts, electron/b/b.handlers.ts',
  ]);
});

interface Named {
  readonly name: string;
  readonly place: string;
}

/** The names in `{ … } satisfies Handlers<'…'>`. */
function handledIn(source: Source): Named[] {
  const found: Named[] = [];
  const visitor = new Visitor({
    TSSatisfiesExpression({ expression, typeAnnotation: type }) {
      if (expression.type !== 'ObjectExpression' || type.type !== 'TSTypeReference') return;
      if (type.typeName.type === 'Identifier' && type.typeName.name === 'Handlers')
        found.push(...namesOf(expression, source.place));
    },
  });
  visitor.visit(source.program);
  return found;
}

/** The names in `export const somethingCalls = { … }`. */
function namedIn(source: Source): Named[] {
  const found: Named[] = [];
  const visitor = new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && id.name.endsWith('Calls') && init?.type === 'ObjectExpression')
        found.push(...namesOf(init, source.place));
    },
  });
  visitor.visit(source.program);
  return found;
}

function namesOf(
  object: { properties: readonly { type: string; key?: { type: string; value?: unknown } }[] },
  place: string,
): Named[] {
  return object.properties.flatMap((property) => {
    const name = property.key?.type === 'Literal' ? property.key.value : undefined;
    return typeof name === 'string' ? { name, place } : [];
  });
}

function repeated(all: readonly Named[]): string[] {
  const places = Map.groupBy(all, (one) => one.name);
  return [...places]
    .filter(([, list]) => list.length > 1)
    .map(([name, list]) => `${name}: ${list.map((one) => one.place).join(', ')}`);
}
