export const welcome = {
  title: 'Posts that go out once, on time, with proof.',
  lead: 'Three steps and your first post is planned. Everything stays on this computer.',
  steps: [
    { title: 'Connect a channel', text: 'Sign in where you post. The sign-in is kept in this computer’s keychain.' },
    { title: 'Write a post', text: 'Every network’s limits are checked while you type.' },
    {
      title: 'Give it a time',
      text: 'Postwright sends it, keeps the receipt, and tells you if something needs you.',
    },
  ],
  connect: 'Connect a channel',
  practise: 'Try it in the practice workspace',
  writeFirst: 'Write first, connect later',
  done: 'Done',
} as const;
