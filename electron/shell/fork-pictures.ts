import { utilityProcess } from 'electron';
import type { PictureProcess } from '#electron/media/pictures.ts';

/** Starts the process for pictures as a utility process of Electron's. */
export function forkPictures(program: string): PictureProcess {
  // sharp warns that GTK and its own libraries may clash in one process; in this one there is no GTK.
  const child = utilityProcess.fork(program, [], {
    serviceName: 'Postwright pictures',
    execArgv: ['--disable-warning=SharpElectronLinux'],
  });
  return {
    // Not a window: there is no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    send: (message) => child.postMessage(message),
    onMessage: (hear) => child.on('message', hear),
    onExit: (hear) => child.once('exit', hear),
    kill: () => child.kill(),
  };
}
