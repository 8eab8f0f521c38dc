import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'atomically';
import type { LocalFile } from '#electron/settings/personal.ts';

/**
 * `preferences.json` in the data folder, read once: only one Postwright is at work in a folder. Each change replaces the
 * whole file or nothing of it. A damaged one starts anew: nothing in it is anybody's work.
 */
export function localFile(folder: string): LocalFile {
  const path = join(folder, 'preferences.json');
  const known = readFrom(path);
  return {
    get: (name) => known.get(name),
    set: (name, value) => {
      known.set(name, value);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(Object.fromEntries(known), undefined, '\t'));
    },
  };
}

function readFrom(path: string): Map<string, unknown> {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return new Map(typeof found === 'object' && found !== null ? Object.entries(found) : []);
  } catch (error) {
    const isNew = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isNew || error instanceof SyntaxError) return new Map();
    throw error;
  }
}
