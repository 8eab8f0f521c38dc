import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { CallOutput, Handlers } from '#shared/ipc/contract.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { programWords } from '#shared/text/program-words.ts';
import type { Library } from '#electron/db/handles.ts';
import { calendarEntries, calendarEntriesOf } from '#electron/posts/calendar.read.ts';
import { ICS_MAX_BYTES, readIcs } from '#electron/posts/ics-days.ts';
import { daySources, markedDays } from '#electron/posts/marked-days.read.ts';
import { removeDays, storeDays } from '#electron/posts/marked-days.write.ts';

export interface CalendarHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
  /** Asks for a file of days; `undefined` when the person changed their mind. */
  chooseDays(): Promise<string | undefined>;
}

/** What the calendar shows: planned posts as entries, and days that files gave a name. */
export const calendarHandlers = (d: CalendarHandling) =>
  ({
    'calendar.entries': ({ from, to }) => calendarEntries(d.library.read, d.workspace(), from, to),
    'calendar.entriesOf': ({ ids }) => calendarEntriesOf(d.library.read, ids),
    'calendar.days': ({ from, to }) => markedDays(d.library.read, d.workspace(), from, to),
    'calendar.daySources': () => daySources(d.library.read, d.workspace()),
    'calendar.importDays': async () => {
      const path = await d.chooseDays();
      return path === undefined ? {} : { imported: await importDays(d, path) };
    },
    'calendar.removeDays': ({ source }) => d.library.write((tx) => removeDays(tx, d.workspace(), source)),
  }) satisfies Handlers<'calendar.'>;

type Imported = Exclude<CallOutput<'calendar.importDays'>['imported'], undefined>;

/** The file is understood whole before anything is changed. */
async function importDays(d: CalendarHandling, path: string): Promise<Imported> {
  const file = basename(path);
  const days = readIcs(file, await bytesOf(path, file));
  const isReplaced = d.library.write((tx) => storeDays(tx, d.workspace(), days));
  return { name: days.name, events: days.events.length, leftOut: days.leftOut, isReplaced };
}

async function bytesOf(path: string, file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > ICS_MAX_BYTES)
      throw new Failure('days.too-large', { file, size: sizeText(size), limit: sizeText(ICS_MAX_BYTES) });
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? `${error.message}.` : programWords().dayFiles.notOpened;
    throw new Failure('days.unreadable', { file, reason }, { cause: error });
  }
}
