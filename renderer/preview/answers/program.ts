import { Failure } from '#shared/failures.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { languageFor } from '#shared/text/language.ts';
import type { Library } from '../sample/library.ts';
import type { Changed } from './tell.ts';

type Answers = Handlers<'settings.'> &
  Handlers<'secrets.'> &
  Handlers<'program.'> &
  Handlers<'proxy.'> &
  Handlers<'backup.'> &
  Handlers<'storage.'> &
  Handlers<'practice.'> &
  Handlers<'csv.'>;

const FOLDER = '/home/mira/.config/Postwright';

/** Settings, and what the program does on its computer: told of, but there is no disk and no system behind the preview. */
export function programAnswers(library: Library, changed: Changed): Answers {
  return { ...ofSettings(library, changed), ...ofSecrets(library, changed), ...ofComputer(), ...ofPractice() };
}

function ofSettings(library: Library, changed: Changed): Handlers<'settings.'> {
  return {
    'settings.read': () => ({
      isPractice: false,
      workspace: library.workspace,
      personal: library.personal,
      spoken: languageFor(library.personal.language, navigator.languages),
      filters: library.filters,
      app: { version: '0.1.0', electron: 'preview', libraryPath: `${FOLDER}/library.sqlite` },
    }),
    'settings.setWorkspace': (change) => {
      library.workspace = { ...library.workspace, ...defined(change) };
      changed('settings');
    },
    'settings.setFilters': (filters) => {
      library.filters = filters;
      changed('settings');
    },
    'settings.setPersonal': (change) => {
      library.personal = { ...library.personal, ...defined(change) };
      changed('settings');
    },
  };
}

function ofSecrets(library: Library, changed: Changed): Handlers<'secrets.'> {
  return {
    'secrets.state': () => ({ state: library.vault }),
    'secrets.usePassphrase': ({ passphrase }) => {
      if (library.vault === 'locked' && passphrase !== 'correct horse') throw new Failure('vault.wrong-passphrase');
      library.vault = 'passphrase';
      changed('secrets');
      return { state: library.vault };
    },
    'secrets.useMemory': () => {
      library.vault = 'memory';
      changed('secrets');
      return { state: library.vault };
    },
  };
}

function ofComputer(): Handlers<'program.'> &
  Handlers<'proxy.'> &
  Handlers<'backup.'> &
  Handlers<'storage.'> &
  Handlers<'csv.'> {
  return {
    'program.start': () => ({ how: 'autostart', isOn: false }),
    'program.setStart': () => undefined,
    'program.spelling': () => ({ fetches: true, available: ['de', 'en-GB', 'en-US', 'es'], inUse: ['en-GB'] }),
    'program.showFolder': () => undefined,
    'proxy.read': () => ({ proxy: { mode: 'system' }, hasPassword: false }),
    'proxy.set': () => undefined,
    'proxy.test': () => ({ asked: 'https://example.com/', by: '', outcome: { status: 200, ms: 84 } }),
    'backup.read': () => ({
      plan: { isOn: true, keep: 7, withFiles: false, folder: `${FOLDER}/backups`, isUsualFolder: true },
      daily: [{ at: Date.now() - 3_600_000, bytes: 4_200_000 }],
    }),
    'backup.setPlan': () => undefined,
    'backup.chooseFolder': () => undefined,
    'backup.write': () => ({}),
    'backup.choose': () => ({}),
    'backup.restore': () => {
      throw new Failure('backup.not-chosen');
    },
    'storage.read': () => ({
      folder: FOLDER,
      library: 4_200_000,
      media: 812_000_000,
      small: 9_300_000,
      backups: 29_400_000,
      logs: 1_100_000,
      replaced: 0,
      free: 80_000_000_000,
    }),
    'storage.clearSmall': () => ({ freed: 0 }),
    'storage.removeReplaced': () => ({ freed: 0 }),
    'storage.compact': () => ({ freed: 0 }),
    'csv.choose': () => ({}),
    'csv.open': ({ name }) => {
      throw new Failure('csv.empty', { file: name });
    },
    'csv.preview': () => [],
    'csv.import': () => {
      throw new Failure('csv.not-open');
    },
    'csv.undo': () => ({ deleted: 0, kept: 0 }),
    'csv.export': () => ({}),
  };
}

function ofPractice(): Handlers<'practice.'> {
  return {
    'practice.begin': () => undefined,
    'practice.open': () => undefined,
    'practice.showReal': () => undefined,
    'practice.state': () => ({ networks: [], ordered: [], isOffline: false }),
    'practice.arrived': () => [],
    'practice.order': () => undefined,
    'practice.calm': () => undefined,
    'practice.setOffline': () => undefined,
  };
}

function defined<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
