import { join } from 'node:path';

// A restore does not delete the library that it replaces: it puts it aside, in a folder beside the new one.

const NAME = /^replaced-\d{8}T\d{6}Z$/;

/** Where the library of a data folder goes that is replaced at an instant (UTC ms). */
export function putAsideAt(folder: string, at: number): string {
  return join(folder, `replaced-${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
}

/** Whether a folder with this name holds a library that was put aside. */
export function isPutAside(name: string): boolean {
  return NAME.test(name);
}
