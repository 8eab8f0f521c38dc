import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

// What a person means by "Tuesday at nine" is a wall time in a zone. The instant follows from it and is
// computed again when zone rules change; the meaning stays.

/** A wall time without a zone: `2026-11-24T09:00`. */
export const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/);

/** An IANA zone name, such as `Europe/Berlin`. Its existence is checked by `isKnownZone`. */
export const zoneName = z.string().min(1).max(64);

/** What a person planned: wall time and zone, to the second. */
export const plannedTime = z.object({ wall: wallTime, zone: zoneName });
export type PlannedTime = z.infer<typeof plannedTime>;

export function isKnownZone(zone: string): boolean {
  // `create` remembers what it was asked; asking Intl anew each time costs a third of a millisecond.
  return IANAZone.create(zone).isValid;
}

export type Resolved =
  | { ok: true; at: number; shifted: boolean }
  | { ok: false; problem: 'unknown-zone' | 'no-such-date' };

/**
 * The instant (UTC ms) a wall time means. A time skipped by the spring change moves forward by the gap and
 * says so (`shifted`); of a time that happens twice in autumn the first is meant.
 */
export function toInstant(planned: PlannedTime): Resolved {
  if (!isKnownZone(planned.zone)) return { ok: false, problem: 'unknown-zone' };
  const meant = DateTime.fromISO(planned.wall, { zone: planned.zone });
  if (!meant.isValid) return { ok: false, problem: 'no-such-date' };
  const [first = meant] = meant.getPossibleOffsets();
  const wall = first.toFormat("yyyy-MM-dd'T'HH:mm");
  return { ok: true, at: first.toMillis(), shifted: wall !== planned.wall.slice(0, 16) };
}

/** The wall time an instant shows on a clock in `zone`, to the second when it is not a whole minute. */
export function toPlannedTime(at: number, zone: string): PlannedTime {
  const shown = DateTime.fromMillis(at, { zone });
  return { wall: shown.toFormat(shown.second === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss"), zone };
}
