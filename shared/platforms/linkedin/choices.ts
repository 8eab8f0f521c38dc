// What a person chooses, in LinkedIn's own words (PLATFORMS.md 2.2).

/** The first is what happens when nothing was chosen. */
export const VISIBILITIES = [
  { value: 'PUBLIC', label: 'Anyone' },
  { value: 'LOGGED_IN', label: 'Anyone signed in to LinkedIn' },
  { value: 'CONNECTIONS', label: 'Your connections only' },
] as const;

/** One of LinkedIn's words for who sees a post; `PUBLIC` for anything else. */
export function visibilityOf(chosen: string | undefined): string {
  return VISIBILITIES.find(({ value }) => value === chosen)?.value ?? 'PUBLIC';
}

/** SEVEN_DAYS and FOURTEEN_DAYS are of the documentation; one client writes ONE_WEEK and TWO_WEEKS (UNCONFIRMED). */
export function durationOf(minutes: number): string {
  const days = minutes / (24 * 60);
  if (days <= 1) return 'ONE_DAY';
  if (days <= 3) return 'THREE_DAYS';
  return days <= 7 ? 'SEVEN_DAYS' : 'FOURTEEN_DAYS';
}

/** A poll has a short question of its own: the last line of the text. What stands above it is the text of the post. */
export function splitPoll(text: string): { readonly question: string; readonly commentary: string } {
  const lines = text.trim().split(/\r\n?|\n/);
  const question = lines.at(-1)?.trim() ?? '';
  return { question, commentary: lines.slice(0, -1).join('\n').trim() };
}
