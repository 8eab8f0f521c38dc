import type { Handlers } from '#shared/ipc/contract.ts';
import type { CallInput } from '#shared/ipc/contract.ts';
import type { LoginStart } from '#electron/shell/login-start.ts';
import type { Spelling } from '#electron/shell/spelling.ts';

/** What the calls about the program are answered with. */
export interface ProgramHandling {
  readonly loginStart: LoginStart;
  spelling(): Spelling;
  /** Opens a folder of ours in the system's file manager. */
  showFolder(which: CallInput<'program.showFolder'>['which']): Promise<void>;
}

/** What any window can ask of the program itself. */
export const programHandlers = (d: ProgramHandling) =>
  ({
    'program.start': () => ({ how: d.loginStart.how, isOn: d.loginStart.read() }),
    'program.setStart': ({ isOn }) => d.loginStart.set(isOn),
    'program.spelling': () => {
      const { fetches, available, inUse } = d.spelling();
      return { fetches, available: [...available], inUse: [...inUse] };
    },
    'program.showFolder': ({ which }) => d.showFolder(which),
  }) satisfies Handlers<'program.'>;
