// What every screen shares: navigation, workspaces, shortcuts, notices, zones.

export const app = {
  name: 'Postwright',
  loading: 'Opening your library…',
  newPost: 'New post',
  newFromTemplate: 'New post from a template',
  noTemplates: 'No templates yet. See the drafts',
  navigation: 'Main',
  skip: 'Skip to content',
  calendar: 'Calendar',
  queue: 'Queue',
  drafts: 'Drafts',
  media: 'Media',
  channels: 'Channels',
  analytics: 'Analytics',
  settings: 'Settings',
  needsYou: (count: number) => (count === 1 ? '1 post needs you' : `${count} posts need you`),
  shortcuts: 'Keyboard shortcuts',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  showMore: 'Show more',
  copyDetails: 'Copy details',
  more: 'More',
} as const;

export const workspaces = {
  choose: (program: string, name: string) => `${program} ${name}, change workspace`,
  own: 'My workspace',
  practice: 'Practice workspace',
  practiceShort: 'Practice',
  shown: 'Shown here',
} as const;

/** What the keys do that a person can change. */
export const keys = {
  'new-post': 'New post',
  search: 'Search, and do anything by typing',
  calendar: 'Calendar',
  queue: 'Queue',
  drafts: 'Drafts',
  media: 'Media',
  channels: 'Channels',
  analytics: 'Analytics',
  activity: 'Activity',
  settings: 'Settings',
  plan: 'Plan the open post',
  'add-part': 'Add a part to the thread',
  'next-free': 'Next free posting time for the open post',
} as const;

/** Keys that are always the same. */
export const shortcuts = [
  { keys: ['mod', ','], does: 'Settings' },
  { keys: ['mod', '+ −'], does: 'Larger and smaller text' },
  { keys: ['Shift', 'click'], does: 'Queue: choose everything in between' },
  { keys: ['mod', 'A'], does: 'Queue: choose all that can be changed' },
  { keys: ['Esc'], does: 'Close the open post' },
  { keys: ['T'], does: 'Calendar: go to today' },
  { keys: ['M'], does: 'Calendar: month' },
  { keys: ['W'], does: 'Calendar: week' },
  { keys: ['D'], does: 'Calendar: day' },
  { keys: ['A'], does: 'Calendar: agenda' },
  { keys: ['arrows'], does: 'Calendar: go to the next post, or to one of the next day' },
  { keys: ['Enter'], does: 'Calendar: look at the chosen post; once more opens it' },
  { keys: ['Alt', 'arrows'], does: 'Calendar: move the chosen post' },
  { keys: ['Alt', 'drag'], does: 'Calendar: drag a copy' },
  { keys: ['Space'], does: 'Media: choose a file, and more files' },
  { keys: ['Enter'], does: 'Media: open the file large' },
  { keys: ['Delete'], does: 'Media: remove the chosen files' },
  { keys: ['Alt', '← →'], does: 'Drafts: move the chosen post to the next column' },
  { keys: ['/'], does: 'Drafts: search' },
  { keys: ['?'], does: 'Show this list' },
] as const;

export const notices = {
  published: (channels: string) => `Published on ${channels}`,
  needsYou: (channel: string) => `${channel} needs you`,
  show: 'Show',
} as const;

export const zones = { placeholder: 'Search a city or zone', none: 'No such zone' } as const;
