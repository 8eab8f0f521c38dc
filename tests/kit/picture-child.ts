import { fork } from 'node:child_process';
import { join } from 'node:path';
import { startPictures, type Pictures } from '#electron/media/pictures.ts';
import { memoryLog } from '#electron/log.ts';
import type { Program } from '#electron/program.ts';
import { systemClock } from '#electron/clock.ts';

const PROGRAM = join(import.meta.dirname, '../../electron/media/picture-program.ts');

/** The real process for pictures, as a child of Node's instead of Electron's. `onStarted` hears its process id. */
export function forkPictureChild(onStarted?: (pid: number) => void): Program {
  const child = fork(PROGRAM, [], { execArgv: [], serialization: 'advanced' });
  child.once('spawn', () => onStarted?.(child.pid ?? 0));
  return {
    // One that has just ended hears nothing more: `onExit` says so.
    send: (message) => void child.send(message as object, (_expected) => undefined),
    onMessage: (hear) => child.on('message', hear),
    onExit: (hear) => child.once('exit', hear),
    kill: () => child.kill('SIGKILL'),
  };
}

/** To be stopped when the test ends. */
export function testPictures(onStarted?: (pid: number) => void): Pictures {
  return startPictures({ fork: () => forkPictureChild(onStarted), clock: systemClock, log: memoryLog() });
}
