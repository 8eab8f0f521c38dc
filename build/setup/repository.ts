import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..', '..');

/** A path in the repository. */
export const inRepository = (...parts: readonly string[]): string => join(REPOSITORY, ...parts);

/** The version of a package as it is installed, or undefined where it is not. */
export function installedVersion(packageName: string): string | undefined {
  const manifest = inRepository('node_modules', packageName, 'package.json');
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
