// Posts and publications wherever they are shown: states, offers, the ledger, labels, additions.

export const progress = {
  deleted: 'In the bin',
  draft: 'Draft',
  planned: 'Planned',
  sending: 'Going out',
  'needs-you': 'Needs you',
  published: 'Published',
  'partly-published': 'Partly published',
  canceled: 'Canceled',
} as const;

export const state = {
  scheduled: 'Planned',
  held: 'Held',
  publishing: 'Going out',
  processing: 'Network is preparing it',
  'handed-over': 'Handed to the network',
  unconfirmed: 'Unconfirmed',
  published: 'Published',
  failed: 'Refused',
  canceled: 'Canceled',
} as const;

export const offer = {
  editPost: 'Edit post',
  pickTime: 'Choose another time',
  pickMedia: 'Change images',
  reconnect: 'Reconnect',
  connectAgain: 'Connect again',
  sendNow: 'Send now',
  sendAgain: 'Send again',
  checkAgain: 'Check again',
  chooseKey: 'Unlock sign-ins',
  openChannels: 'Open channels',
  openSettings: 'Open settings',
  openNetwork: 'Open the network',
  markPublished: 'It is there…',
  cancelSending: 'Do not send',
  openPost: 'Open post',
  history: 'History',
} as const;

export const networkPost = {
  less: 'Show less',
  about: 'about here',
  aboutHere: 'The network publishes no number; this is about where it folds a text.',
  cut: 'Cut to fit the frame',
  film: 'Film',
  poll: 'Poll',
} as const;

export const ledger = {
  title: 'History of this post',
  empty: 'Nothing has happened yet.',
  attempt: (count: number) => `Attempt ${count}`,
  due: (moment: string) => `Due at ${moment}`,
  nextTry: (moment: string) => `Next try at ${moment}`,
  request: (method: string, address: string, answer: string) =>
    `${method} ${address}${answer === '' ? '' : ` → ${answer}`}`,
  onTime: (ms: number) => `On time (${ms} ms after its moment)`,
  late: (words: string) => `${words} late`,
  events: {
    planned: 'Planned',
    rescheduled: 'Moved to another time',
    canceled: 'Taken back',
    decided: 'A person decided',
    claimed: 'Its time came; sending began',
    interrupted: 'Postwright ended while this was going out',
    'step-started': 'Began',
    'step-finished': 'Done',
    'step-found': 'Found on the network, so not repeated',
    'step-absent': 'Not on the network, so done again',
    request: 'Asked the network',
    trouble: 'Something got in the way',
    'put-back': 'Will be tried again',
    processing: 'The network is preparing it',
    held: 'Held for you',
    released: 'Released, back in the queue',
    'handed-over': 'Given to the network’s own scheduler',
    published: 'Published',
    'taken-down': 'Taken down by a person',
    corrected: 'Its words were corrected at the network',
    unconfirmed: 'Could not be confirmed',
    failed: 'Refused',
  },
  decisions: {
    'publication.send': 'A person sent it again',
    'publication.check-again': 'A person asked to look again',
    'publication.mark-published': 'A person saw that it is there',
    'publication.mark-not-published': 'A person looked: it is not there',
    'publication.cancel': 'A person took it back',
    'publication.put-back': 'A person put it back on the plan',
  } as Readonly<Record<string, string>>,
  steps: {
    create: 'post',
    media: 'image',
    upload: 'image',
    status: 'post',
    record: 'post',
    thread: 'part',
    confirm: 'reading it back',
  } as Readonly<Record<string, string>>,
  confirmedBy: {
    answer: 'Confirmed by the network’s answer',
    found: 'Found on the network after the answer was lost',
    'read-back': 'Read back from the network',
    person: 'Confirmed by a person',
  } as Readonly<Record<string, string>>,
} as const;

export const labels = {
  title: 'Labels',
  choose: 'Labels',
  on: 'Labels: ',
  named: (names: string) => `labels: ${names}`,
  find: 'Find or make a label',
  none: 'No such label.',
  empty: 'No labels yet. Make one where you put labels on a post.',
  make: (name: string) => `Make “${name}”`,
  change: 'Change labels…',
  nameOf: (name: string) => `Name of ${name}`,
  colorOf: (name: string) => `Colour of ${name}`,
  colors: {
    grey: 'Grey',
    red: 'Red',
    amber: 'Amber',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    violet: 'Violet',
    pink: 'Pink',
  },
  posts: (count: number) => (count === 1 ? '1 post' : `${count} posts`),
  moreFor: (name: string) => `More for ${name}`,
  merge: 'Merge into',
  mergeTitle: (name: string, into: string) => `Merge “${name}” into “${into}”?`,
  mergeText: (name: string, into: string) => `Every post with “${name}” gets “${into}” instead. This cannot be undone.`,
  delete: 'Delete',
  deleted: (name: string) => `Label “${name}” deleted.`,
} as const;

export const stage = {
  title: 'Stage',
  idea: 'Idea',
  draft: 'Draft',
  'in-review': 'In review',
  ready: 'Ready',
} as const;

export const additions = {
  title: 'What it adds',
  titleOf: (name: string) => `What ${name} adds to its posts`,
  open: (name: string) => `What it adds, ${name}`,
  hint: 'Added to every post that goes out there from now on, planned ones too. The counts and checks know of it.',
  signature: 'Signature',
  signatureHint: 'Below the last part. A poll has none.',
  firstComment: 'First comment',
  firstCommentHint: 'For posts that have none of their own.',
  linkCard: 'Make a card of the first link',
  utm: 'Parameters on links',
  utmHint: '{channel}, {network} and {date} stand for the channel, its network and the planned day.',
  utmNames: { source: 'Source', medium: 'Medium', campaign: 'Campaign', content: 'Content' },
  utmExample: 'A link then reads',
  save: 'Save',
  saved: (name: string) => `What ${name} adds is saved.`,
  unfit: (count: number) =>
    count === 1
      ? '1 planned post no longer fits there: open it and see its checks.'
      : `${count} planned posts no longer fit there: open them and see their checks.`,
  addedFor: (name: string) => `${name} adds:`,
} as const;
