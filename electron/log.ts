/** Where the main process says what it does. Secrets are taken out before a line is written. */
export interface Log {
  debug(text: string, more?: unknown): void;
  info(text: string, more?: unknown): void;
  warn(text: string, more?: unknown): void;
  error(text: string, more?: unknown): void;
}
