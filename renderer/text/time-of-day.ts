/** The minutes of a day. */
export const DAY_MINUTES = 24 * 60;

/** Minutes since midnight of `16:30`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `16:30` of the minutes since midnight. */
export function wallTimeOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
