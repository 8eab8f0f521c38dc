import type { Handlers } from '#shared/ipc/contract.ts';
import { importBytes, importFiles, type Importing } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';

export interface MediaHandling extends Importing {
  /** Asks the person for files; empty when they changed their mind. */
  chooseFiles(): Promise<readonly string[]>;
}

/** Imports pictures and tells what is known of them. */
export const mediaHandlers = (d: MediaHandling) =>
  ({
    'media.choose': async () => importFiles(d, await d.chooseFiles()),
    'media.importBytes': ({ name, bytes }) => importBytes(d, name, bytes),
    'media.byIds': ({ ids }) => mediaByIds(d.library.read, ids),
  }) satisfies Handlers<'media.'>;
