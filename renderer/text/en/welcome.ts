export const welcome = {
  title: 'Posts that go out once, on time, with proof.',
  lead: 'Three steps, less than a minute. Everything stays on this computer.',
  zone: { title: 'Your time zone', text: 'Posts are planned in it. This is what this computer says.' },
  zoneLabel: 'Time zone',
  where: {
    title: 'Try it, or connect a channel',
    text: 'In the practice workspace every network is a stand-in on this computer: nothing reaches anybody.',
  },
  time: {
    title: 'Give your first post a time',
    text: 'It is begun for you. Postwright sends it, keeps the receipt, and tells you if something needs you.',
  },
  begin: 'Begin a practice post',
  connect: 'Connect a channel',
  practise: 'Try it in the practice workspace',
  writeFirst: 'Write first, connect later',
  firstPost: 'Hello! This is my first post with Postwright.',
} as const;
