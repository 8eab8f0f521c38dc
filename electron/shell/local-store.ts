import Store from 'electron-store';
import type { LocalFile } from '#electron/settings/personal.ts';

/** `preferences.json` in the data folder. A damaged one starts anew: nothing in it is anybody's work. */
export function localFile(folder: string): LocalFile {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'preferences', clearInvalidConfig: true });
  return {
    get: (name) => store.get(name),
    set: (name, value) => store.set(name, value),
  };
}
