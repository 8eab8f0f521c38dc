import { z } from 'zod';
import { channelId, commandId, instant } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { DROP_MAX_BYTES } from '#shared/media/media.ts';
import { field } from '#shared/posts/csv-columns.ts';
import { csvReading } from '#shared/posts/csv-rows.ts';
import { rowProblem } from '#shared/posts/row-problems.ts';
import { plannedTime } from '#shared/time-zones.ts';

/** A file of rows that was opened, and how it seems to be meant. */
export const openedCsv = z.object({
  file: z.uuid(),
  name: z.string(),
  /** How many posts it may hold. */
  rows: z.int(),
  /** Its first rows as they are, for choosing what a column holds. */
  sample: z.array(z.array(z.string())),
  encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']),
  isOwn: z.boolean(),
  reading: csvReading,
  /** What columns hold, with a first row of names and without. */
  guesses: z.object({ withNames: z.array(field), withoutNames: z.array(field) }),
  /** `either`: nobody can tell from the dates whether the day or the month comes first. */
  order: z.enum(['day-first', 'month-first', 'either', 'none']),
  /** Paths are looked for beside it. */
  hasFolder: z.boolean(),
  /** This very file was imported then. */
  importedAt: instant.optional(),
});
export type OpenedCsv = z.infer<typeof openedCsv>;

export const previewRow = z.object({
  /** Where it stands in the file, counted from 1, the names included. */
  row: z.int(),
  becomes: z.enum(['planned', 'draft', 'left-out']),
  excerpt: z.string(),
  parts: z.int(),
  files: z.int(),
  planned: plannedTime.optional(),
  dueAt: instant.optional(),
  channels: z.array(channelId),
  problems: z.array(rowProblem),
});
export type PreviewRow = z.infer<typeof previewRow>;

export const csvCalls = {
  /** Asks for a file with the system's dialog and opens it; empty when the person changed their mind. */
  'csv.choose': ask(z.void(), z.object({ opened: openedCsv.optional() })),
  /** Opens a file that was dropped. What lies beside it cannot be found. */
  'csv.open': ask(
    z.object({
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= DROP_MAX_BYTES),
    }),
    openedCsv,
  ),
  /** What would become of every row. Nothing is changed. */
  'csv.preview': ask(z.object({ file: z.uuid(), reading: csvReading }), z.array(previewRow)),
  /**
   * Imports every row that becomes something and is not left out: all of them or none. Refuses `csv.imported-before`
   * unless `again`.
   */
  'csv.import': ask(
    z.object({
      id: commandId,
      file: z.uuid(),
      reading: csvReading,
      leftOut: z.array(z.int()).max(5000),
      again: z.boolean(),
    }),
    z.object({ import: z.uuid(), planned: z.int(), drafts: z.int() }),
  ),
  /** Puts the posts of an import into the bin, except those that went out or are going out. */
  'csv.undo': ask(z.object({ id: commandId, import: z.uuid() }), z.object({ deleted: z.int(), kept: z.int() })),
  /** Writes posts into a file that the person names; empty when they changed their mind. */
  'csv.export': ask(
    z.object({ planned: z.boolean(), drafts: z.boolean(), history: z.boolean() }),
    z.object({ written: z.object({ path: z.string(), rows: z.int() }).optional() }),
  ),
};
