// What numbers are called, in the window and in what leaves it: reports for clients and tables.

export const analytics = {
  measures: {
    posts: 'Posts',
    interactions: 'Interactions',
    impressions: 'Impressions',
    reach: 'Reach',
    views: 'Views',
    likes: 'Likes',
    comments: 'Comments',
    shares: 'Shares',
    quotes: 'Quotes',
    saves: 'Saves',
    clicks: 'Clicks',
  },
  /** As they stand in the middle of a sentence. */
  lower: (measure: string) => measure.toLowerCase(),
  rate: 'Engagement rate',
  interactionsAre: 'Interactions are likes, comments, shares, quotes and saves.',
  rateIs:
    'Engagement rate: interactions divided by how often posts were shown (impressions, or views where a network counts no impressions). Posts whose network tells only one of the two are left out.',
  tellsNothing: (network: string) => `${network} tells apps no numbers about posts.`,
  tellsAll: (network: string) => `${network} tells everything that is shown here.`,
  tellsNot: (network: string, measures: string) => `${network} does not tell ${measures}.`,
  noFollowers: 'Followers are not shown.',
  noFollowersWhy: (why: string) => `Followers are not shown: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
  costs: (usd: number) =>
    `It charges $${usd.toFixed(3)} for telling the numbers of a post, so it is asked only three times.`,
  /** How days are written: tokens of luxon. */
  page: {
    compared: (range: string, before: string) => `${range}, compared with ${before}`,
    byDay: (measure: string) => `${measure} by day of publishing`,
    notesTitle: 'What the numbers say, and what they do not',
    grows: 'A post’s numbers grow for about four weeks; an empty place is a number that its network does not tell.',
    unread: (posts: number) =>
      posts === 1 ? '1 post of this time has no numbers yet.' : `${posts} posts of this time have no numbers yet.`,
    made: (zone: string, moment: string) => `Times are those of ${zone}. Made with Postwright, ${moment}.`,
    nothing: 'Nothing to draw yet.',
    bars: (most: string) => `Bars, the highest ${most}`,
    channels: 'Channels',
    channel: 'Channel',
    followers: 'Followers',
    labels: 'Labels',
    label: 'Label',
    topPosts: 'Top posts',
    post: 'Post',
    published: 'Published',
    shown: 'Shown',
  },
  table: {
    published: 'Published',
    zone: 'Time zone',
    network: 'Network',
    channel: 'Channel',
    labels: 'Labels',
    post: 'Post',
    link: 'Link',
    age: 'Numbers from the age of (hours)',
  },
} as const;
