import { create } from 'zustand';
import type { CommandId } from '#shared/ids.ts';
import type { OpenedCsv, PreviewRow } from '#shared/ipc/csv.calls.ts';
import type { CsvReading } from '#shared/posts/csv-rows.ts';
import { call } from '../ipc.ts';

// The file of rows that is looked at, how it is read, and what came of it.

interface CsvState {
  readonly opened: OpenedCsv | undefined;
  readonly reading: CsvReading | undefined;
  readonly rows: readonly PreviewRow[] | undefined;
  /** Rows that the person leaves out, by number. */
  readonly leftOut: ReadonlySet<number>;
  readonly done: Done | undefined;
}

export interface Done {
  readonly import: string;
  readonly planned: number;
  readonly drafts: number;
}

const NOTHING: CsvState = {
  opened: undefined,
  reading: undefined,
  rows: undefined,
  leftOut: new Set(),
  done: undefined,
};

export const useCsv = create<CsvState>(() => NOTHING);

/** Asks for a file and shows it; nothing changes when the person changes their mind. */
export async function chooseCsv(): Promise<void> {
  const { opened } = await call('csv.choose', undefined);
  if (opened !== undefined) await show(opened);
}

export async function openCsv(file: File): Promise<void> {
  await show(await call('csv.open', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
}

export function closeCsv(): void {
  useCsv.setState(NOTHING);
}

/** Reads the file in another way. Of several that overlap, the last one counts. */
export async function readCsvAs(change: Partial<CsvReading>): Promise<void> {
  const { opened, reading: before } = useCsv.getState();
  if (opened === undefined || before === undefined) return;
  const reading = { ...before, ...change };
  useCsv.setState({ reading });
  const rows = await call('csv.preview', { file: opened.file, reading });
  if (useCsv.getState().reading === reading) useCsv.setState({ rows });
}

export function takeRow(row: number, isTaken: boolean): void {
  useCsv.setState(({ leftOut }) => {
    const after = new Set(leftOut);
    if (isTaken) after.delete(row);
    else after.add(row);
    return { leftOut: after };
  });
}

/** Throws `csv.imported-before` unless `again`. What cannot come in is read again, so that its row says why. */
export async function importRows(again: boolean): Promise<void> {
  const { opened, reading, leftOut } = useCsv.getState();
  if (opened === undefined || reading === undefined) return;
  const id = crypto.randomUUID() as CommandId;
  try {
    const done = await call('csv.import', { id, file: opened.file, reading, leftOut: [...leftOut], again });
    useCsv.setState({ ...NOTHING, done });
  } catch (thrown) {
    await readCsvAs({});
    throw thrown;
  }
}

export async function undoImport({ import: imported }: Done): Promise<{ deleted: number; kept: number }> {
  const undone = await call('csv.undo', { id: crypto.randomUUID() as CommandId, import: imported });
  useCsv.setState({ done: undefined });
  return undone;
}

async function show(opened: OpenedCsv): Promise<void> {
  useCsv.setState({ ...NOTHING, opened, reading: opened.reading });
  await readCsvAs({});
}
