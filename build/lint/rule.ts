import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { RuleTester } from 'oxlint/plugins-dev';

/** A rule of ours. Its message says what to do instead: whoever breaks it may not know why it is there. */
export type Rule = Parameters<RuleTester['run']>[1];

/** The part of a program that a message points at. */
export type Spot = NonNullable<Parameters<Context['report']>[0]['node']>;
type Context = Parameters<NonNullable<Rule['create']>>[0];

/** Where the repository lies; every path below is counted from here, with `/`. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The path of a file inside the repository: `shared/ids.ts`. */
export function placeOf(file: string): string {
  return relative(ROOT, file).split(sep).join('/');
}

/** Tests beside their file and everything under tests/ and bench/. */
export function isTest(place: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(place) || /^(tests|bench)\//.test(place);
}

/** The networks: every one has its folder with its rules, and a test holds the folders and the catalog together. */
export function platformNames(root: string = ROOT): ReadonlySet<string> {
  const folder = join(root, 'shared', 'platforms');
  // What several networks share has a folder too, and no rules.
  return new Set(readdirSync(folder).filter((name) => existsSync(join(folder, name, 'rules.ts'))));
}
