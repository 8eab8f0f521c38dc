import type { ConnectWay } from '#shared/platforms/platform.ts';

// How a channel can be connected (PLATFORMS.md 7.1). An app password comes first: it lasts until the person takes it
// back, while a sign-in in the browser ends after two weeks, whatever is planned by then.

export const APP_PASSWORD_WAY: ConnectWay = {
  id: 'app-password',
  name: 'With an app password',
  how: 'password',
  fields: [
    { name: 'handle', label: 'Handle or e-mail', kind: 'text', placeholder: 'you.bsky.social' },
    {
      name: 'password',
      label: 'App password',
      kind: 'password',
      placeholder: 'xxxx-xxxx-xxxx-xxxx',
      help: 'Make one in Bluesky: Settings, Privacy and security, App passwords.',
    },
    {
      name: 'server',
      label: 'Server',
      kind: 'text',
      placeholder: 'https://bsky.social',
      optional: true,
      help: 'Only if your account is not hosted by Bluesky.',
    },
  ],
  note: 'An app password can post for you, and you can take it back in Bluesky at any time without changing your own password.',
};

export const BROWSER_WAY: ConnectWay = {
  id: 'browser',
  name: 'In the browser',
  how: 'browser',
  fields: [
    {
      name: 'handle',
      label: 'Handle',
      kind: 'text',
      placeholder: 'you.bsky.social',
      optional: true,
      help: 'Without it, Bluesky asks you who you are. Needed if your account is not hosted by Bluesky.',
    },
  ],
  note: 'Your browser opens Bluesky, where you allow Postwright to post for you. You have to do this again every two weeks.',
};
