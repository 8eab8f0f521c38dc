import { inRepository } from './setup/repository.ts';

/** The command-line tools of the packages: run as `node <path>`, so that they run on our Node. */
export const TOOLS = {
  oxfmt: inRepository('node_modules/oxfmt/bin/oxfmt'),
  oxlint: inRepository('node_modules/oxlint/bin/oxlint'),
  playwright: inRepository('node_modules/@playwright/test/cli.js'),
  tsc: inRepository('node_modules/typescript/bin/tsc'),
  vite: inRepository('node_modules/vite/bin/vite.js'),
  vitest: inRepository('node_modules/vitest/vitest.mjs'),
} as const;

/** Each checks one runtime's files under the restrictions of that runtime. */
export const TYPECHECKS = ['shared', 'electron', 'renderer', 'tests'] as const;

/** One of them, as `runOnNode` takes it. */
export function typecheckOf(name: (typeof TYPECHECKS)[number]): [script: string, args: readonly string[]] {
  // Left to itself, the compiler checks with four checkers, and each of them works out again what the others know.
  return [TOOLS.tsc, ['-p', `tsconfig.${name}.json`, '--checkers', '1']];
}
