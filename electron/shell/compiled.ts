import { readdir, rm } from 'node:fs/promises';
import Module from 'node:module';
import { join } from 'node:path';

// What V8 made of our program is kept for the next start, as Chromium keeps what it made of the page's scripts: reading the
// rest of the program takes a third to a half less then. Node can do it since 22.1; an older one has to do without.

/** From now on, what is read of the program is kept in the data folder, for this version alone. Never throws. */
export function keepCompiled(userData: string, version: string): void {
  const { enableCompileCache }: Partial<typeof Module> = Module;
  enableCompileCache?.(join(userData, COMPILED, version));
}

/** Forgets what was kept for other versions. */
export async function forgetOtherVersions(userData: string, version: string): Promise<void> {
  const folder = join(userData, COMPILED);
  const kept = await readdir(folder).catch((_nothingKept: unknown) => []);
  const others = kept.filter((name) => name !== version);
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** In the data folder. */
const COMPILED = 'compiled';
