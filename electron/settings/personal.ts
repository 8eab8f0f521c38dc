import { personalSettings, type PersonalSettings } from '#shared/ipc/personal-settings.ts';

/** A small file of this computer, outside the library: the window's place and what this person likes. */
export interface LocalFile {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** What this person likes, on this computer. */
export interface Personal {
  read(): PersonalSettings;
  change(part: Partial<PersonalSettings>): void;
  /** Hears of every change. */
  onChanged(listener: () => void): void;
}

const USUAL: PersonalSettings = {
  language: 'system',
  theme: 'auto',
  weekStart: 1,
  // That a post went out is what everybody expects; that one did not is news.
  notifySuccess: false,
  notifyFailure: true,
  notifyUnconfirmed: true,
  notifySignIn: true,
  keys: {},
  zoom: 1,
  // Elsewhere Chromium would fetch dictionaries from the internet, which nobody has asked for yet.
  spellCheck: process.platform === 'darwin',
  spellLanguages: [],
  broker: '',
};

/** Personal settings in a local file; what cannot be read there is as usual. */
export function personalIn(file: LocalFile): Personal {
  const listeners = new Set<() => void>();
  return {
    read,
    change: (part) => {
      file.set('personal', { ...read(), ...part });
      for (const hear of listeners) hear();
    },
    onChanged: (hear) => void listeners.add(hear),
  };

  function read(): PersonalSettings {
    const whole = personalSettings.safeParse({ ...USUAL, ...asObject(file.get('personal')) });
    return whole.success ? whole.data : USUAL;
  }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
