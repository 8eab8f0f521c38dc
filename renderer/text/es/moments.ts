import type { Words } from '../words.ts';

export const moments: Words['moments'] = {
  // How days are written: tokens of luxon, but `…field` of dayjs, for fields where a day is typed. Countries decide which comes first.
  formats: {
    month: "LLLL 'de' yyyy",
    field: { 'day-first': 'DD/MM/YYYY', 'month-first': 'MM/DD/YYYY' },
    weekdayField: { 'day-first': 'DD/MM/YYYY', 'month-first': 'MM/DD/YYYY' },
  },
  today: 'Hoy',
  tomorrow: 'Mañana',
  yesterday: 'Ayer',
  dayAt: (day, time) => `${day} ${atHour(time)}`,
  atNear: (time, day) => `${day.toLowerCase()} ${atHour(time)}`,
  atFar: (time, day) => `${day} ${atHour(time)}`,
  now: 'ahora',
  in: (size) => `dentro de ${size}`,
  ago: (size) => `hace ${size}`,
  days: (count) => (count === 1 ? '1 día' : `${count} días`),
  hours: (count) => `${count} h`,
  minutes: (count) => `${count} min`,
  seconds: (count) => `${count} s`,
  onTime: 'puntual',
  late: (size) => `${size} tarde`,
};

/** One o'clock is one: `a la 1:15`, `a las 9:00`. */
function atHour(time: string): string {
  return `${/^0?1:/.test(time) ? 'a la' : 'a las'} ${time}`;
}
