/** Before something that may be out already is sent, or gets a time: of one post, or of some of many. */
export const lookFirst = {
  titleOne: 'Is it out already?',
  titleSome: (posts: number) => (posts === 1 ? 'Is one of them out already?' : 'Are some of them out already?'),
  restored: 'This library came back from a backup.',
  one: 'We could not find out whether this post is out.',
  some: (posts: number) =>
    posts === 1
      ? 'For one of these posts, we could not find out whether it is out.'
      : `For ${posts} of these posts, we could not find out whether they are out.`,
  lookAt: (channel: string) => `Look on ${channel} first: if it is there, it would be posted twice.`,
  lookEverywhere: 'Look on each of these channels first: where it is there, it would be posted twice.',
  lookAll: 'Look first: what is there would be posted twice.',
  whichWhere: (excerpt: string, channel: string) => `“${excerpt}” on ${channel}`,
  andMore: (count: number) => `and ${count} more`,
  notThere: 'I looked: it is not there',
  noneThere: 'I looked: none of them is there',
} as const;
