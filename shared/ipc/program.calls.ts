import { z } from 'zod';
import { ask } from '#shared/ipc/ask.ts';

// What belongs to the program on this computer, whichever workspace a window shows.

export const programCalls = {
  /** Whether it starts with the computer; `none`: this system offers no way to. */
  'program.start': ask(z.void(), z.object({ how: z.enum(['system', 'autostart', 'none']), isOn: z.boolean() })),
  'program.setStart': ask(z.object({ isOn: z.boolean() }), z.void()),
  /** `fetches`: dictionaries come from the internet. `inUse`: those of the system's languages. */
  'program.spelling': ask(
    z.void(),
    z.object({ fetches: z.boolean(), available: z.array(z.string()), inUse: z.array(z.string()) }),
  ),
  'program.showFolder': ask(z.object({ which: z.enum(['library', 'logs', 'backups']) }), z.void()),
};
