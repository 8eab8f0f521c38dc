import type { Log } from '#electron/log.ts';

/** A log that keeps what it is told, for tests. */
export function quietLog(): Log & { readonly lines: { level: string; text: string; more: unknown }[] } {
  const lines: { level: string; text: string; more: unknown }[] = [];
  const at = (level: string) => (text: string, more?: unknown) => {
    lines.push({ level, text, more });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
