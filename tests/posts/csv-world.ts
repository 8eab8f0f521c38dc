import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandId, PlatformId } from '#shared/ids.ts';
import type { OpenedCsv, PreviewRow } from '#shared/ipc/csv.calls.ts';
import type { CsvReading } from '#shared/posts/csv-rows.ts';
import { rowProblemSentence } from '#shared/posts/row-problems.ts';
import type { ReadPublic } from '#electron/channels/public-reader.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { csvHandlers } from '#electron/posts/csv.handlers.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { testPictures } from '#tests/kit/picture-child.ts';
import { newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

const BLUESKY = 'bluesky' as PlatformId;

/** A workspace with a channel on a network whose rules count, and a folder for files of rows. */
export interface CsvWorld {
  readonly world: World;
  readonly folder: string;
  readonly csv: ReturnType<typeof csvHandlers>;
  /** What the web answers. */
  readonly web: { read: ReadPublic };
  /** Opens a file that lies in the folder. */
  open: (path: string) => Promise<OpenedCsv>;
  dropped: (text: string, name?: string) => Promise<OpenedCsv>;
  preview: (opened: OpenedCsv, change?: Partial<CsvReading>) => Promise<PreviewRow[]>;
  bringIn: (
    opened: OpenedCsv,
    change?: Partial<CsvReading> & { leftOut?: number[]; again?: boolean },
  ) => Promise<{ import: string; planned: number; drafts: number }>;
}

export function newCsvWorld(): CsvWorld {
  const world = newWorld({ network: BLUESKY });
  const folder = quickFolder('csv');
  const pictures = testPictures();
  onTestFinished(async () => {
    await pictures.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const web: { read: ReadPublic } = { read: () => Promise.resolve(undefined) };
  let chosen = '';
  const csv = csvHandlers({
    library: world.library,
    store: mediaStore(join(folder, 'media')),
    pictures,
    now: () => world.clock.now(),
    publications: { ofPost: publicationsOfPost, match: matchPublications },
    workspace: () => WORKSPACE,
    readWeb: (url, accept) => web.read(url, accept),
    chooseTable: () => Promise.resolve(chosen),
    nameTable: (suggested) => Promise.resolve(join(folder, suggested)),
  });
  const readingOf = (opened: OpenedCsv, change: Partial<CsvReading> = {}): CsvReading => ({
    ...opened.reading,
    channels: [world.channel],
    ...change,
  });
  return {
    world,
    folder,
    csv,
    web,
    open: async (path) => {
      chosen = path;
      const { opened } = await csv['csv.choose']();
      if (opened === undefined) throw new Error('nothing was opened');
      return opened;
    },
    dropped: async (text, name = 'mill.csv') => csv['csv.open']({ name, bytes: Buffer.from(text) }),
    preview: (opened, change) => csv['csv.preview']({ file: opened.file, reading: readingOf(opened, change) }),
    bringIn: (opened, { leftOut = [], again = false, ...change } = {}) =>
      csv['csv.import']({
        id: randomUUID() as CommandId,
        file: opened.file,
        reading: readingOf(opened, change),
        leftOut,
        again,
      }),
  };
}

/** Everything that is odd about a row, as a person reads it. */
export function saidOf(row: PreviewRow | undefined): string[] {
  return (row?.problems ?? []).map(rowProblemSentence);
}
