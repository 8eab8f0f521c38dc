import type { PlatformId } from '#shared/ids.ts';
import type { Spoken } from '#shared/text/language.ts';

// The only reader of the environment and the command line in the main process. docs/configuration.md has the table. What is needed
// before Electron is ready is read here, everything else in read-config.ts: what takes longer to load than this keeps Chromium from
// beginning.

/** What the log keeps, most important first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How this start of the app was configured. */
export interface AppConfig {
  /** The data folder; Electron's own unless set. */
  readonly userData: string | undefined;
  /** Addresses that take the place of a network's own. */
  readonly baseUrls: ReadonlyMap<PlatformId, string>;
  /** The command that is run with the sign-in address in place of the system browser. */
  readonly openUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Where vite serves the window while Postwright is being written. */
  readonly developmentUrl: string | undefined;
  /** Spoken whatever the person chose; `mirrored` can be had in no other way. */
  readonly testLanguage: Spoken | undefined;
  readonly isPackaged: boolean;
  readonly isDeveloper: boolean;
  readonly launch: Launch;
  /** Settings that were set and not used, with the reason; worth a line in the log. */
  readonly unused: readonly string[];
}

/** How the operating system can start this same app again. */
export interface Launch {
  readonly program: string;
  /** What has to follow the program for it to be this app: nothing when packaged, its folder when not. */
  readonly args: readonly string[];
  /** Everything after the program, as this start was given it; a link may be among it. */
  readonly given: readonly string[];
}

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly program: string;
  readonly isPackaged: boolean;
}

/** The sources of a running program. */
export function ownSources(isPackaged: boolean): ConfigSources {
  return { env: process.env, argv: process.argv, program: process.execPath, isPackaged };
}

/** The variable that holds the data folder. */
export const DATA_FOLDER = 'POSTWRIGHT_USER_DATA';

/** The data folder as it was set, whether it can be used or not; `undefined` for Electron's own. */
export function dataFolderIn({ env }: ConfigSources): string | undefined {
  const folder = env[DATA_FOLDER];
  // Set to nothing is the shell's way of not setting it.
  return folder === '' ? undefined : folder;
}
