export const calendar = {
  title: 'Calendar',
  today: 'Today',
  month: 'Month',
  week: 'Week',
  day: 'Day',
  agenda: 'Agenda',
  view: 'View',
  previous: {
    month: 'Previous month',
    week: 'Previous week',
    day: 'Previous day',
    agenda: 'Earlier days',
  },
  next: {
    month: 'Next month',
    week: 'Next week',
    day: 'Next day',
    agenda: 'Later days',
  },
  todayIs: (day: string) => `Today is ${day}`,
  zone: (city: string, offset: string) => `Times in ${city} (${offset})`,
  newOn: (day: string) => `New post on ${day}`,
  openDay: (day: string) => `Show ${day} alone`,
  freeAt: (time: string) => `Free posting time, ${time}: start a post`,
  more: (count: number) => `${count} more`,
  moreOn: (count: number, day: string) => `${count} more on ${day}`,
  postsOn: (count: number, day: string) => {
    if (count === 0) return `${day}, no posts`;
    return count === 1 ? `${day}, 1 post` : `${day}, ${count} posts`;
  },
  noWords: 'No text yet',
  empty: 'Nothing is planned here yet. Choose a day to start a post.',
  emptyFiltered: 'No post here passes the filters.',
  nowhere: 'no channel',
  now: 'Now',

  // Filters, colours
  filters: 'Filters',
  channels: 'Channels',
  labels: 'Labels',
  states: 'States',
  chosen: (what: string, count: number) => `${what} (${count})`,
  clearFilters: 'Clear filters',
  colourBy: 'Colour by',
  colours: { state: 'State', channel: 'Channel', label: 'Label' },
  legend: 'What the colours mean',
  legendMore: 'All colours',
  noLabel: 'No label',

  // What is dragged
  dragCopy: (when: string) => `Copy to ${when}`,
  dragMove: (when: string) => `Move to ${when}`,
  dragPlan: (when: string) => `Plan for ${when}`,
  dragStart: (when: string) => `New post, ${when}`,
  dragPast: 'Already past',
  dragNowhere: 'Drop it on a day',
  copied: (moment: string) => `Copied to ${moment}.`,
  plannedFor: (moment: string) => `Planned for ${moment}.`,

  // A look at one post
  open: 'Open',
  move: 'Move to another time',
  duplicate: 'Duplicate',
  remove: 'Remove',
  date: 'Date',
  time: 'Time',
  moveThere: 'Move',
  planThere: 'Plan',
  startThere: 'Start a post',
  back: 'Back',
  pastTime: 'That time has already passed.',

  // The tray
  tray: 'Drafts and media',
  trayShort: 'Drafts',
  trayOpen: 'Show drafts and media',
  trayClose: 'Hide drafts and media',
  drafts: 'Drafts',
  media: 'Media',
  searchDrafts: 'Search drafts',
  searchMedia: 'Search media',
  dragHint: 'Drag on to a day or a time.',
  planOn: (words: string) => `Plan on… ${words}`,
  planOnShort: 'Plan on…',
  startOn: (name: string) => `Plan on… ${name}`,
  noDrafts: 'No drafts. What you write without a time waits here.',
  noDraftsFound: 'No draft has these words.',
  noMedia: 'No files yet. Add some under Media.',
  noMediaFound: 'No file is called so.',

  // Options: other zones, days from files
  optionsShort: 'Options',
  options: 'Calendar options',
  otherZones: 'Other time zones',
  otherZonesHint: 'Beside the hours of week and day, three at most.',
  addZone: 'Add a time zone',
  removeZone: (city: string) => `Remove ${city}`,
  days: 'Holidays and other days',
  daysHint: 'From a calendar file (ICS).',
  importDays: 'Import a file…',
  removeDays: (name: string) => `Remove ${name}`,
  dayEntries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  daysImported: (name: string, count: number) =>
    count === 1 ? `${name}: 1 entry is on the calendar.` : `${name}: ${count} entries are on the calendar.`,
  daysReplaced: (name: string, count: number) =>
    count === 1
      ? `${name}: 1 entry took the place of the ones before.`
      : `${name}: ${count} entries took the place of the ones before.`,
  daysLeftOut: (count: number) =>
    count === 1
      ? '1 entry has a time of day and was left out.'
      : `${count} entries have a time of day and were left out.`,
  daysRemoved: (name: string) => `${name} is no longer on the calendar.`,
  nothingOn: 'Nothing planned',
} as const;
