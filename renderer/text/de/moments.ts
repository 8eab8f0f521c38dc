import type { Words } from '../words.ts';

export const moments: Words['moments'] = {
  // How days are written: tokens of luxon, but `…field` of dayjs, for fields where a day is typed. Countries decide which comes first.
  formats: {
    month: 'LLLL yyyy',
    field: { 'day-first': 'DD.MM.YYYY', 'month-first': 'DD.MM.YYYY' },
    weekdayField: { 'day-first': 'DD.MM.YYYY', 'month-first': 'DD.MM.YYYY' },
  },
  today: 'Heute',
  tomorrow: 'Morgen',
  yesterday: 'Gestern',
  dayAt: (day, time) => `${day} um ${time}`,
  atNear: (time, day) => `${day.toLowerCase()} um ${time}`,
  atFar: (time, day) => `${day} um ${time}`,
  now: 'jetzt',
  in: (size) => `in ${dative(size)}`,
  ago: (size) => `vor ${dative(size)}`,
  days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
  hours: (count) => `${count} Std.`,
  minutes: (count) => `${count} Min.`,
  seconds: (count) => `${count} Sek.`,
  onTime: 'pünktlich',
  late: (size) => `${size} zu spät`,
};

/** `in 2 Tagen`, `vor 3 Std.` */
function dative(size: string): string {
  return size.replace(/Tage$/, 'Tagen');
}
