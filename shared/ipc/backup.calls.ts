import { z } from 'zod';
import { instant } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';

// Whole copies of the library, and the way back. Paths are chosen in the system's dialogs, never by the window.

const size = z.int().min(0);

/** How backups are made by themselves. */
const plan = z.object({ isOn: z.boolean(), keep: z.int().min(1).max(90), withFiles: z.boolean() });

export const backupCalls = {
  'backup.read': ask(
    z.void(),
    z.object({
      plan: plan.extend({ folder: z.string(), isUsualFolder: z.boolean() }),
      /** Made by themselves, newest first. */
      daily: z.array(z.object({ at: instant, bytes: size })),
    }),
  ),
  'backup.setPlan': ask(plan.partial(), z.void()),
  /** Asks for a folder; `usual` goes back to the one beside the library. */
  'backup.chooseFolder': ask(z.object({ usual: z.boolean() }), z.void()),
  /** Asks where, and writes one now; nothing when the person changed their mind. */
  'backup.write': ask(
    z.object({ withFiles: z.boolean() }),
    z.object({
      written: z.object({ path: z.string(), bytes: size, files: size, missing: size }).optional(),
    }),
  ),
  /** Asks for a backup and looks into it; nothing is changed. */
  'backup.choose': ask(
    z.void(),
    z.object({
      chosen: z
        .object({
          id: z.uuid(),
          name: z.string(),
          madeAt: instant,
          posts: size,
          channels: size,
          files: size,
          hasFiles: z.boolean(),
          bytes: size,
        })
        .optional(),
    }),
  ),
  /** Checks the chosen one whole, and starts anew with it. The library of now is kept beside. */
  'backup.restore': ask(z.object({ id: z.uuid() }), z.void()),
};
