import { fork } from 'node:child_process';
import type { Program } from '#electron/program.ts';

/** A program of ours as a child of Node's instead of Electron's. */
export function forkChild(file: string): Program {
  const child = fork(file, [], { execArgv: [], serialization: 'advanced', stdio: 'ignore' });
  return {
    // Just killed, it takes nothing any more.
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (hear) => child.on('message', hear),
    onExit: (hear) => child.once('exit', hear),
    kill: () => child.kill('SIGKILL'),
  };
}
