import { spawn } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { REPOSITORY } from './setup/repository.ts';

const KILL_AFTER_MS = 10_000;

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** After this long the command is ended and has failed. */
  readonly limitMs?: number;
  /** Gets what the command says, which is then not shown. */
  readonly hear?: (said: Buffer) => void;
  /** It lets everything else go first. */
  readonly isPatient?: boolean;
}

/** Runs a command in the repository, in front of the person, and gives back its exit code. */
export async function runToEnd(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const { hear } = options;
  const child = spawn(command, args, {
    cwd: REPOSITORY,
    env: options.env ?? process.env,
    stdio: hear === undefined ? 'inherit' : ['inherit', 'pipe', 'pipe'],
  });
  // Never above ourselves, which nobody but root may do.
  const patience = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL);
  if (options.isPatient && child.pid !== undefined) setPriority(child.pid, patience);
  if (hear !== undefined) for (const stream of [child.stdout, child.stderr]) stream?.on('data', hear);
  let killing: NodeJS.Timeout | undefined;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    killing ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  // A terminal sends Ctrl-C to the command as well: it ends by itself, and we clean up after it.
  const onInterrupt = () => (killing ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS));
  const limit = options.limitMs === undefined ? undefined : setTimeout(() => end('SIGTERM'), options.limitMs);
  process.on('SIGINT', onInterrupt).on('SIGTERM', end).on('SIGHUP', end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      // Not before it has said everything.
      child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
    });
  } finally {
    clearTimeout(limit);
    clearTimeout(killing);
    process.off('SIGINT', onInterrupt).off('SIGTERM', end).off('SIGHUP', end);
  }
}

/** The same for a script or a tool that runs on our own Node. */
export function runOnNode(script: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return runToEnd(process.execPath, [script, ...args], options);
}
