import { z } from 'zod';
import { ask } from '#shared/ipc/ask.ts';

const bytes = z.int().min(0);

export const storageCalls = {
  'storage.read': ask(
    z.void(),
    z.object({
      folder: z.string(),
      library: bytes,
      media: bytes,
      /** Small pictures beside the files; they are made again when they are needed. */
      small: bytes,
      backups: bytes,
      logs: bytes,
      /** Libraries that a restore put aside. */
      replaced: bytes,
      /** On the disk of the library. */
      free: bytes,
    }),
  ),
  'storage.clearSmall': ask(z.void(), z.object({ freed: bytes })),
  /** Deletes for good the libraries that restores put aside; only a person asks for it. */
  'storage.removeReplaced': ask(z.void(), z.object({ freed: bytes })),
  /** Gives back what deleted rows took. */
  'storage.compact': ask(z.void(), z.object({ freed: bytes })),
};
