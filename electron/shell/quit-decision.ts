import { programWords } from '#shared/text/program-words.ts';

// Whether quitting deserves a question. Pure; the dialog is in quit-warning.ts.

/** What would not go out on time while Postwright is closed. */
export interface DueSoon {
  readonly count: number;
  /** When the first one is due, UTC ms. */
  readonly firstAt: number;
}

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
}

/** Quitting asks when something is due within this. */
export const WARN_WITHIN_MS = 60 * 60_000;

/** The question to ask, or `undefined` when nobody would miss anything. */
export function quitQuestion(due: DueSoon, now: number): QuitQuestion | undefined {
  if (due.count === 0) return undefined;
  const minutes = Math.max(0, Math.round((due.firstAt - now) / 60_000));
  const words = programWords().quitting;
  return { message: words.due(due.count, minutes), detail: words.detail };
}
