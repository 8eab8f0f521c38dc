import { spawn } from 'node:child_process';
import { shell } from 'electron';
import { Failure } from '#shared/failures.ts';
import { commandWords, mayBeOpened } from '#electron/shell/browser-address.ts';

/**
 * Opens an address in the system browser, or runs `command` with it. Only web addresses: a network's answer must not
 * be able to start a program. Throws `sign-in.no-browser`.
 */
export function browserOpener(command: string | undefined): (address: string) => Promise<void> {
  return async (address) => {
    if (!mayBeOpened(address)) throw new Failure('sign-in.no-browser', { reason: 'this is not a web address' });
    try {
      await (command === undefined ? shell.openExternal(address) : run(commandWords(command), address));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure('sign-in.no-browser', { reason }, { cause: error });
    }
  };
}

/** No shell is between: the address is one argument, whatever is in it. */
function run([program = '', ...args]: readonly string[], address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
    child.on('error', reject);
    child.on('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
