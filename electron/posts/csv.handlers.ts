import type { Handlers } from '#shared/ipc/contract.ts';
import { csvSessions, openedCsv } from '#electron/posts/csv-session.ts';
import type { PictureSources } from '#electron/posts/csv-pictures.ts';
import { writeExport } from '#electron/posts/export-csv.ts';
import { importCsv, previewCsv, undoImport, type CsvImporting } from '#electron/posts/import-csv.ts';

export interface CsvHandling extends CsvImporting, PictureSources {
  /** Asks for a file; `undefined` when the person changed their mind. */
  chooseTable(): Promise<string | undefined>;
  /** Asks where to write one. */
  nameTable(suggested: string): Promise<string | undefined>;
}

/** Posts come in from files of rows, and go out into them. */
export const csvHandlers = (d: CsvHandling) => {
  const sessions = csvSessions(d);
  return {
    'csv.choose': async () => {
      const path = await d.chooseTable();
      return path === undefined ? {} : { opened: openedCsv(d, await sessions.openPath(path)) };
    },
    'csv.open': ({ name, bytes }) => openedCsv(d, sessions.open(name, bytes)),
    'csv.preview': ({ file, reading }) => previewCsv(d, sessions.of(file), reading),
    'csv.import': ({ file, ...wanted }) => importCsv(d, sessions.of(file), wanted),
    'csv.undo': ({ id, import: imported }) => undoImport(d, id, imported),
    'csv.export': async (which) => {
      const path = await d.nameTable('postwright-posts.csv');
      return path === undefined ? {} : { written: { path, rows: await writeExport(d, which, path) } };
    },
  } satisfies Handlers<'csv.'>;
};
