import { utilityProcess } from 'electron';
import type { Program } from '#electron/program.ts';

/** Starts a program of ours as a utility process of Electron's; `name` is how the system's list of processes shows it. */
export function forkProgram(file: string, name: string): Program {
  // sharp warns that GTK and its own libraries may clash in one process; in these there is no GTK.
  const execArgv = ['--disable-warning=SharpElectronLinux'];
  const child = utilityProcess.fork(file, [], { serviceName: name, execArgv });
  return {
    // Not a window: there is no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    send: (message) => child.postMessage(message),
    onMessage: (hear) => child.on('message', hear),
    onExit: (hear) => child.once('exit', hear),
    kill: () => child.kill(),
  };
}
