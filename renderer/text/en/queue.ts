import { locale } from '#shared/text/spoken.ts';

export const queue = {
  title: 'Queue',
  attention: 'Needs you',
  upcoming: 'Coming up',
  history: 'Gone out',
  emptyAttention: 'Nothing needs you.',
  emptyUpcoming: 'Nothing is planned. Write a post and give it a time.',
  emptyHistory: 'What goes out shows up here, with its proof.',
  open: 'Open',
  openOn: (channel: string) => `Open post on ${channel}`,
  showHistory: 'Show history',
  partlyOut: 'Some parts are already out. Sending again goes on from there, with the words as they were.',
  dueAt: (moment: string) => `Was due at ${moment}`,
  handle: (excerpt: string) => `Move “${excerpt}” in the queue`,
  handleHint: 'Drag, or use the arrow keys',
  shown: (count: number) => (count === 1 ? 'Shown once' : `Shown ${count.toLocaleString(locale())} times`),
  interactions: (count: number) => (count === 1 ? '1 interaction' : `${count.toLocaleString(locale())} interactions`),
  parts: (count: number) => `${count} parts`,
  files: {
    image: (count: number) => (count === 1 ? '1 image' : `${count} images`),
    video: (count: number) => (count === 1 ? '1 film' : `${count} films`),
    audio: (count: number) => (count === 1 ? '1 sound' : `${count} sounds`),
    document: (count: number) => (count === 1 ? '1 document' : `${count} documents`),
  },
  retry: (words: string) => `Next try ${words}`,
  actionsFor: (excerpt: string) => `More for “${excerpt}”`,
  confirmAgainTitle: 'Send it again?',
  confirmAgain: (channel: string) =>
    `We could not find out whether it arrived. Look at ${channel} first: if it is there, sending again posts it twice.`,
  confirmAgainYes: 'I looked. Send again',
  markTitle: 'Mark as published',
  markText: 'Paste the address of the post, so that it can be found again.',
  markField: 'Address of the post',
  markWrong: 'That is not a web address.',
  markYes: 'Mark as published',
  takenBack: (words: string) => `Not sent: ${words}`,
} as const;

export const bulk = {
  select: (excerpt: string) => `Choose “${excerpt}”`,
  selectAll: 'Choose all',
  chosen: (count: number) => (count === 1 ? '1 chosen' : `${count} chosen`),
  bar: 'With what is chosen',
  move: 'Move',
  moveBy: 'Move by',
  moveTo: 'Move to',
  days: 'Days',
  hours: 'Hours',
  date: 'Date',
  time: 'Time',
  moveHint: (posts: number) =>
    posts === 1 ? 'The post moves on all of its channels.' : `${posts} posts move, each on all of its channels.`,
  moveNow: 'Move',
  channel: 'Change channel',
  channelTo: 'Send it to',
  channelHint: 'A text of its own for the earlier channel is dropped.',
  changeNow: 'Change',
  cancel: 'Do not send',
  delete: 'Delete',
  deleteTitle: (posts: number) => (posts === 1 ? 'Delete 1 post?' : `Delete ${posts} posts?`),
  deleteText: 'They go to the bin with all of their channels. You can undo this.',
  moved: (posts: number) => (posts === 1 ? '1 post moved.' : `${posts} posts moved.`),
  changed: (posts: number) => (posts === 1 ? '1 post goes elsewhere.' : `${posts} posts go elsewhere.`),
  canceled: (count: number) => (count === 1 ? '1 is not sent.' : `${count} are not sent.`),
  deleted: (posts: number) => (posts === 1 ? '1 post is in the bin.' : `${posts} posts are in the bin.`),
  selectAllWaiting: 'Choose all that need you',
  waitingBar: 'With what is chosen of what needs you',
  send: 'Send now',
  toFree: 'To the next free times',
  sent: (count: number) => (count === 1 ? '1 is being sent.' : `${count} are being sent.`),
  alone: (count: number) =>
    count === 1
      ? '1 of them may be out already: nobody could confirm it. Labels are put on it here; whether it is sent again, you decide on its own.'
      : `${count} of them may be out already: nobody could confirm it. Labels are put on them here; whether they are sent again, you decide one by one.`,
  mayBeOut: (count: number) =>
    count === 1
      ? '1 of them was held after a backup was brought back. We could not find out whether it went out since. Look first: if it is there, it would be posted twice.'
      : `${count} of them were held after a backup was brought back. We could not find out whether they went out since. Look first: what is there would be posted twice.`,
  group: 'Group by channel',
} as const;
