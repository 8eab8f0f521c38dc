import { DateTime } from 'luxon';
import { knownZone } from '../../text/known-zone.ts';
import { LOCALE } from '../../text/moments.ts';

/** `Tue` */
export function weekdayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone: knownZone(zone), locale: LOCALE }).toFormat('ccc');
}
