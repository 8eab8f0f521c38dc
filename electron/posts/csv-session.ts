import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { OpenedCsv } from '#shared/ipc/csv.calls.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { fieldsOf, fieldsWithoutNames, isHeader, isOwnExport } from '#shared/posts/csv-columns.ts';
import { looksLikeDate, orderSeen } from '#shared/posts/csv-dates.ts';
import type { CsvReading, RowContext } from '#shared/posts/csv-rows.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { locale } from '#shared/text/spoken.ts';
import { orderIn } from '#shared/written-day.ts';
import { channelsOf } from '#electron/channels/channels.read.ts';
import type { Library } from '#electron/db/handles.ts';
import { CSV_MAX_BYTES, readTable, type Table } from '#electron/posts/csv-file.ts';
import { rowPictures, type PictureSources, type RowPictures } from '#electron/posts/csv-pictures.ts';
import { importOfFile } from '#electron/posts/imports.read.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';

/** A file of rows that was opened and is looked at. */
export interface CsvSession {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly isOwn: boolean;
  readonly encoding: Table['encoding'];
  readonly rows: Table['rows'];
  readonly pictures: RowPictures;
  readonly hasFolder: boolean;
}

export interface CsvSessions {
  open(name: string, bytes: Uint8Array, folder?: string): CsvSession;
  /** Reads the file at a path; pictures are looked for beside it. Throws as `readTable`. */
  openPath(path: string): Promise<CsvSession>;
  /** Throws `csv.not-open`. */
  of(id: string): CsvSession;
}

/** As many as are kept in memory; opening one more closes the oldest. */
const MOST_OPEN = 3;

/** The files that a window is looking at. */
export function csvSessions(sources: PictureSources): CsvSessions {
  const open = new Map<string, CsvSession>();
  return {
    open: (name, bytes, folder) => {
      const { rows, encoding } = readTable(name, bytes);
      const session: CsvSession = {
        id: randomUUID(),
        name,
        hash: createHash('sha256').update(bytes).digest('hex'),
        isOwn: isOwnExport(rows[0]?.cells ?? []),
        encoding,
        rows,
        pictures: rowPictures(sources, folder),
        hasFolder: folder !== undefined,
      };
      open.set(session.id, session);
      for (const id of [...open.keys()].slice(0, -MOST_OPEN)) open.delete(id);
      return session;
    },
    async openPath(path) {
      const name = basename(path);
      return this.open(name, await bytesOf(path, name), dirname(path));
    },
    of: (id) => {
      const session = open.get(id);
      if (session === undefined) throw new Failure('csv.not-open');
      return session;
    },
  };
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > CSV_MAX_BYTES)
      throw new Failure('csv.too-large', { file: name, size: sizeText(size), limit: sizeText(CSV_MAX_BYTES) });
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('csv.unreadable', { file: name, reason }, { cause: error });
  }
}

export interface CsvPlace {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
  readonly now: () => number;
}

/** How an opened file seems to be meant. */
export function openedCsv(d: CsvPlace, session: CsvSession): OpenedCsv {
  const first = session.rows[0]?.cells ?? [];
  const hasHeader = isHeader(first, looksLikeDate);
  const body = hasHeader ? session.rows.slice(1) : session.rows;
  const guesses = {
    withNames: fieldsOf(first),
    withoutNames: fieldsWithoutNames(hasHeader ? (body[0]?.cells ?? first) : first, looksLikeDate),
  };
  const columns = hasHeader ? guesses.withNames : guesses.withoutNames;
  const dates = body.map(({ cells }) => cells[columns.indexOf('date')] ?? '');
  const order = orderSeen(dates);
  const known = importOfFile(d.library.read, d.workspace(), session.hash);
  return {
    file: session.id,
    name: session.name,
    rows: body.length,
    sample: session.rows.slice(0, 4).map(({ cells }) => cells.map((cell) => cell.slice(0, 200))),
    encoding: session.encoding,
    isOwn: session.isOwn,
    guesses,
    order,
    hasFolder: session.hasFolder,
    reading: {
      hasHeader,
      columns,
      // What the file does not tell is guessed by the person's country, and asked.
      order: order === 'either' || order === 'none' ? orderIn(locale()) : order,
      channels: [],
      fetchPictures: false,
      unplannable: 'leave-out',
    },
    ...(known === undefined ? {} : { importedAt: known.at }),
  };
}

/** What reading a row depends on, as it is now. */
export function rowContext(d: CsvPlace, session: CsvSession, reading: CsvReading): RowContext {
  const channels = channelsOf(d.library.read, d.workspace())
    .filter(({ state }) => state !== 'disconnected')
    .map((channel) => ({ ...channel, network: platformOf(channel.platform)?.name ?? channel.platform }));
  const usable = new Set(channels.map(({ id }) => id));
  return {
    reading: { ...reading, channels: reading.channels.filter((id) => usable.has(id)) },
    isOwn: session.isOwn,
    zone: workspaceById(d.library.read, d.workspace())?.zone ?? 'UTC',
    now: d.now(),
    channels,
  };
}
