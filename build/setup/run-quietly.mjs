import { spawn } from 'node:child_process';
import { SetupFailure } from './say.mjs';

const LINES_SHOWN = 25;

/**
 * Runs a command to its end and gives back what it wrote to standard output. Its output is shown only when it fails,
 * as part of the SetupFailure that this throws.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remedy: string, timeoutMs?: number }} options
 * @returns {Promise<string>}
 */
export function runQuietly(command, args, { cwd, env, remedy, timeoutMs }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let answer = '';
    let everything = '';
    child.stdout.on('data', (chunk) => ((answer += chunk), (everything += chunk)));
    child.stderr.on('data', (chunk) => (everything += chunk));
    child.on('error', (error) => reject(new SetupFailure(`${command} could not be started: ${error.message}`, remedy)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(answer);
      const lastLines = everything.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
      reject(new SetupFailure(`${lastLines}\n${command} ${args.join(' ')} ended with ${signal ?? code}.`, remedy));
    });
  });
}

/**
 * The npm that is running us, or the one on the PATH, as the start of a command line.
 * @returns {readonly [string, ...string[]]}
 */
export function npmCommand() {
  const path = process.env['npm_execpath'];
  return path?.endsWith('.js') ? [process.execPath, path] : ['npm'];
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remedy: string, timeoutMs?: number }} options
 */
export function runNpm(args, options) {
  const [command, ...firstArgs] = npmCommand();
  return runQuietly(command, [...firstArgs, ...args], options);
}
