import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { App } from 'electron';
import { expect, test } from 'vitest';
import { claimLinks, hearEarly, hearStarts, linkIn } from '#electron/shell/deep-link.ts';

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

function listeners(heard: string[]): Parameters<typeof hearStarts>[3] {
  return {
    onLink: (link) => heard.push(link),
    onFiles: (paths) => heard.push(...paths),
    onNewPost: () => heard.push('new post'),
    onSecondStart: () => heard.push('shown'),
  };
}

test('links reach us from our own start, from a second one, and from the system', () => {
  const app = new EventEmitter();
  const heard: string[] = [];
  const launch = { program: '/p', args: [], given: [`${LINK}&n=1`] };
  hearStarts(app as unknown as App, launch, { links: [], files: [] }, listeners(heard));
  app.emit('second-instance', {}, ['/p', '--flag', `${LINK}&n=2`], '/');
  app.emit('second-instance', {}, ['/p'], '/');
  app.emit('open-url', { preventDefault: () => undefined }, `${LINK}&n=3`);
  expect(heard).toEqual([`${LINK}&n=1`, 'shown', `${LINK}&n=2`, 'shown', 'shown', `${LINK}&n=3`]);
});

test('files reach us the same ways, and so does the wish for a new post', () => {
  const app = new EventEmitter();
  const heard: string[] = [];
  const folder = join(import.meta.dirname, '../../tests/kit/pictures');
  const launch = { program: '/p', args: [], given: ['--no-sandbox', join(folder, 'harvest.jpg')] };
  hearStarts(app as unknown as App, launch, { links: [], files: [] }, listeners(heard));
  app.emit('second-instance', {}, ['/p', 'open-day.png', 'missing.png'], folder);
  app.emit('second-instance', {}, ['/p', '--new-post'], folder);
  app.emit('open-file', { preventDefault: () => undefined }, join(folder, 'harvest.jpg'));
  const [harvest, openDay] = ['harvest.jpg', 'open-day.png'].map((name) => join(folder, name));
  expect(heard).toEqual([harvest, 'shown', openDay, 'shown', 'new post', 'shown', harvest]);
});

test('what macOS hands over while the program starts is not lost, and is heard once', () => {
  const app = new EventEmitter();
  const heard: string[] = [];
  const collected = hearEarly(app as unknown as App);
  app.emit('open-url', { preventDefault: () => undefined }, LINK);
  hearStarts(app as unknown as App, { program: '/p', args: [], given: [] }, collected(), listeners(heard));
  app.emit('open-url', { preventDefault: () => undefined }, `${LINK}&n=2`);
  expect(heard).toEqual([LINK, 'shown', `${LINK}&n=2`]);
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
