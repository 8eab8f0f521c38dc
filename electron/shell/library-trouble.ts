import { basename } from 'node:path';
import { Failure, sentenceOf } from '#shared/failures.ts';
import { programWords } from '#shared/text/program-words.ts';
import { backupMadeAt, backupsIn } from '#electron/db/backup.ts';
import { restoreBackup, setAside } from '#electron/db/corruption.ts';
import type { Library } from '#electron/db/handles.ts';
import { backupFolder } from '#electron/db/open.ts';
import { markRestored } from '#electron/db/portable-copy.ts';

/** What a person chose when the library could not be opened. */
export type LibraryChoice = 'restore' | 'empty' | 'quit';

export interface LibraryQuestion {
  readonly sentence: string;
  readonly detail: string;
  /** What can be chosen here, the best first. */
  readonly choices: readonly LibraryChoice[];
}

export interface LibraryTroubleDeps {
  readonly path: string;
  open(): Library | Promise<Library>;
  now(): number;
  ask(question: LibraryQuestion): Promise<LibraryChoice>;
}

/**
 * Opens the library, or asks what to do when it is damaged. Nothing is ever deleted: a damaged file is moved
 * aside before a backup or an empty library takes its place. `undefined`: the person wants to quit.
 */
export async function openLibraryOrAsk(d: LibraryTroubleDeps): Promise<Library | undefined> {
  for (;;) {
    const trouble = await attempt(d);
    if (!(trouble instanceof Failure)) return trouble;
    const [newest] = backupsIn(backupFolder(d.path));
    const question = questionAbout(trouble, newest);
    const choice = await d.ask(question);
    if (choice === 'quit' || !question.choices.includes(choice)) return undefined;
    setAside(d.path, d.now());
    if (choice === 'restore' && newest !== undefined) {
      restoreBackup(newest, d.path);
      // It knows nothing of what went out since.
      markRestored(d.path, { madeAt: backupMadeAt(newest), at: d.now() });
    }
  }
}

async function attempt(d: LibraryTroubleDeps): Promise<Library | Failure> {
  try {
    return await d.open();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Only a damaged file is replaced; a newer or unreadable one is somebody's work that waits for the right program. */
function questionAbout(failure: Failure, newest: string | undefined): LibraryQuestion {
  const sentence = sentenceOf(failure);
  const words = programWords().library;
  if (failure.code !== 'library.corrupt') {
    return { sentence, detail: words.unchanged, choices: ['quit'] };
  }
  if (newest === undefined) {
    return { sentence, detail: words.noBackup, choices: ['quit', 'empty'] };
  }
  return { sentence, detail: words.newest(basename(newest)), choices: ['restore', 'empty', 'quit'] };
}
