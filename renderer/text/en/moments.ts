// When and how long, in words.

export const moments = {
  // How days are written: tokens of luxon, but `…field` of dayjs, for fields where a day is typed. Countries decide which comes first.
  formats: {
    month: 'LLLL yyyy',
    field: { 'day-first': 'D MMM YYYY', 'month-first': 'MMM D, YYYY' },
    weekdayField: { 'day-first': 'ddd, D MMM YYYY', 'month-first': 'ddd, MMM D, YYYY' },
  },
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  // `Tomorrow at 9:00 AM`
  dayAt: (day: string, time: string) => `${day} at ${time}`,
  // For the middle of a sentence: `9:00 AM tomorrow`, `9:00 AM on Tue 24 Nov`
  atNear: (time: string, day: string) => `${time} ${day.toLowerCase()}`,
  atFar: (time: string, day: string) => `${time} on ${day}`,
  now: 'now',
  in: (size: string) => `in ${size}`,
  ago: (size: string) => `${size} ago`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  hours: (count: number) => `${count} h`,
  minutes: (count: number) => `${count} min`,
  seconds: (count: number) => `${count} s`,
  onTime: 'on time',
  late: (size: string) => `${size} late`,
} as const;
