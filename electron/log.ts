import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import { redact, redactText } from '#shared/redact.ts';
import type { LogLevel } from '#electron/config.ts';

/** Where the main process says what it does. Secrets are taken out before a line is written. */
export interface Log {
  debug(text: string, more?: unknown): void;
  info(text: string, more?: unknown): void;
  warn(text: string, more?: unknown): void;
  error(text: string, more?: unknown): void;
}

/** Five files of 2 MB: enough to see what happened last week, and never a full disk. */
const MOST_BYTES = 2 * 1024 * 1024;
const OLD_FILES = 4;

/** A log in `folder`/postwright.log, and on the terminal the app was started from. */
export function openLog(wanted: { folder: string; level: LogLevel; terminal: boolean }): Log {
  const logger = electronLog.create({ logId: wanted.folder });
  const { file, console: terminal, remote } = logger.transports;
  file.resolvePathFn = () => join(wanted.folder, 'postwright.log');
  file.level = wanted.level;
  file.format = '{iso} {level} {text}';
  file.maxSize = MOST_BYTES;
  file.archiveLogFn = (full) => rotate(full.path);
  terminal.level = wanted.terminal ? wanted.level : false;
  terminal.format = '{h}:{i}:{s}.{ms} {level} {text}';
  remote.level = false;
  return redacting((level, line) => logger[level](line));
}

/** A log that keeps its lines in memory, as they would be written. */
export function memoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { lines, ...redacting((level, line) => lines.push(`${level} ${line}`)) };
}

function redacting(write: (level: LogLevel, line: string) => void): Log {
  const at = (level: LogLevel) => (text: string, more?: unknown) => {
    write(level, more === undefined ? redactText(text) : `${redactText(text)} ${JSON.stringify(redact(more))}`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function rotate(path: string): void {
  const old = (number: number): string => path.replace(/\.log$/, `.${number}.log`);
  rmSync(old(OLD_FILES), { force: true });
  for (let number = OLD_FILES - 1; number >= 1; number -= 1) {
    if (existsSync(old(number))) renameSync(old(number), old(number + 1));
  }
  renameSync(path, old(1));
}
