import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test } from 'vitest';
import { claimLinks, hearLinks, linkIn } from '#electron/shell/deep-link.ts';

const LINK = 'postwright://oauth/callback?code=1&state=s';

test.each<[string, readonly string[], string | undefined]>([
  ['nothing', ['--no-sandbox', '/app'], undefined],
  ['a link', ['--no-sandbox', '/app', LINK], LINK],
  ['a link before Chromium’s own switches', [LINK, '--allow-file-access-from-files'], LINK],
  ['a link of another program', ['mailto:a@example.org'], undefined],
  ['a folder that is called so', ['/home/ada/postwright'], undefined],
])('a start with %s', (_what, args, link) => {
  expect(linkIn(args)).toBe(link);
});

test('links reach us from our own start, from a second one, and from the system', () => {
  const app = new EventEmitter();
  const heard: string[] = [];
  hearLinks(
    app as unknown as App,
    { program: '/p', args: [], given: [`${LINK}&n=1`] },
    {
      onLink: (link) => heard.push(link),
      onSecondStart: () => heard.push('shown'),
    },
  );
  app.emit('second-instance', {}, ['/p', '--flag', `${LINK}&n=2`]);
  app.emit('second-instance', {}, ['/p']);
  app.emit('open-url', { preventDefault: () => undefined }, `${LINK}&n=3`);
  expect(heard).toEqual([`${LINK}&n=1`, 'shown', `${LINK}&n=2`, 'shown', 'shown', `${LINK}&n=3`]);
});

test('in development the system is told our folder, too', () => {
  const claimed: unknown[][] = [];
  const app = { setAsDefaultProtocolClient: (...args: unknown[]) => claimed.push(args) > 0 } as unknown as App;
  claimLinks(app, { program: '/opt/postwright', args: [], given: [] });
  claimLinks(app, { program: '/opt/electron', args: ['/src/postwright'], given: [] });
  expect(claimed).toEqual([
    ['postwright'],
    ['app.postwright'],
    ['postwright', '/opt/electron', ['/src/postwright']],
    ['app.postwright', '/opt/electron', ['/src/postwright']],
  ]);
});
