import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { PlatformId } from '#shared/ids.ts';
import { programWords } from '#shared/text/program-words.ts';
import { openLibrary } from '#electron/db/open.ts';
import { openDesk, stopAll, tellPractice, type Desk, type DeskDeps, type Part } from '#electron/desk.ts';
import { isHere, practiceHttp } from '#electron/practice/practice-http.ts';
import { startPracticeNetworks, type PracticeNetworks } from '#electron/practice/practice-networks.ts';
import type { Program } from '#electron/program.ts';
import { keyOfThisRun } from '#electron/secrets/key-of-this-run.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';

export interface PracticeDeskDeps extends Pick<
  DeskDeps,
  | 'http'
  | 'pictures'
  | 'films'
  | 'personal'
  | 'program'
  | 'clock'
  | 'log'
  | 'windows'
  | 'openInBrowser'
  | 'chooseFiles'
  | 'exporting'
  | 'chooseTable'
  | 'chooseDays'
  | 'nameTable'
  | 'notifier'
  | 'onLink'
> {
  /** Everything of it lies in this folder, which is emptied before and removed after. */
  readonly folder: string;
  readonly zone: string;
  readonly app: Pick<DeskDeps['app'], 'version' | 'electron'>;
  readonly practice: Pick<DeskDeps['practice'], 'open' | 'begin' | 'showReal'>;
  readonly fork: () => Program;
  /** Networks whose real server somebody runs on this computer: they are asked in place of their stand-ins. */
  readonly ownServers: ReadonlyMap<PlatformId, string>;
}

/** The practice workspace, open. */
export interface PracticeDesk extends Desk {
  readonly networks: PracticeNetworks;
}

/**
 * Opens the practice workspace (docs/decisions/0006): a desk whose networks are stand-ins on this computer and which
 * reaches nothing else. It begins empty each time, and nothing of it is left when it has stopped. Throws
 * `practice.not-started`, `library.*`.
 */
export async function openPracticeDesk(d: PracticeDeskDeps): Promise<PracticeDesk> {
  const running: Part[] = [];
  const keep = <P extends Part>(part: P): P => {
    running.push(part);
    return part;
  };
  const opened: { desk?: Desk } = {};
  try {
    keep(emptyFolder(d.folder));
    const networks = keep(
      await startPracticeNetworks({
        fork: d.fork,
        clock: d.clock,
        log: d.log,
        onChange: () => opened.desk && tellPractice(opened.desk),
        onLost: () => opened.desk?.tell({ fact: 'trouble', failure: { code: 'practice.ended', about: {} } }),
      }),
    );
    const desk = keep(openOver(d, networks));
    opened.desk = desk;
    // Through the same way as a person's own, so that it is tried out.
    await desk.handlers['media.setBucket'](networks.bucket);
    return { ...desk, networks, stop: () => stopAll(running) };
  } catch (error) {
    await stopAll(running);
    throw error;
  }
}

function openOver(d: PracticeDeskDeps, all: PracticeNetworks): Desk {
  const networks = { ...all, networks: all.networks.filter(({ platform }) => !d.ownServers.has(platform)) };
  const http = practiceHttp(d.http);
  const libraryPath = join(d.folder, 'library.sqlite');
  const library = openLibrary({
    path: libraryPath,
    clock: d.clock,
    onListenerError: (error) => d.log.error('listener', error),
  });
  return openDesk({
    ...d,
    library,
    workspace: ensureWorkspace(library, d.zone, programWords().practice.workspace),
    isPractice: true,
    keychain: keyOfThisRun(),
    http,
    baseUrls: new Map([...networks.networks.map(({ platform, url }) => [platform, url] as const), ...d.ownServers]),
    broker: () => undefined,
    openInBrowser: async (address) => {
      if (!isHere(address)) throw new Failure('practice.elsewhere', { address });
      return d.openInBrowser(address);
    },
    practice: { ...d.practice, practice: { networks, http } },
    app: { ...d.app, libraryPath },
  });
}

/** What is left of an earlier time, if the power went, is nobody's work. */
function emptyFolder(folder: string): Part {
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  remove();
  mkdirSync(folder, { recursive: true });
  return {
    stop: () => {
      remove();
      return Promise.resolve();
    },
  };
}
