/** Told apart from each other and from the ground, in both themes (3 : 1, WCAG 1.4.11). Two channels of one network differ. */
const COLORS = ['#2c8a9d', '#b8651b', '#7466bf', '#4c8a4e', '#bd5578', '#8c7a2a', '#4c76bd', '#7d7f83'] as const;

/** The colour of the n-th channel of a report. */
export function channelColor(at: number): string {
  return COLORS[at % COLORS.length] ?? COLORS[0];
}
