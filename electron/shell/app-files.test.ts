import { expect, test } from 'vitest';
import { wantedAt } from '#electron/shell/app-files.ts';

const at = (address: string) => wantedAt(address, '/app/dist/renderer');
const sha = 'a'.repeat(64);

test.each([
  ['app://postwright/', '/app/dist/renderer/index.html', 'text/html; charset=utf-8'],
  ['app://postwright/calendar', '/app/dist/renderer/index.html', 'text/html; charset=utf-8'],
  ['app://postwright/assets/main-1a2b.js', '/app/dist/renderer/assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
  ['app://postwright/assets/inter.woff2?v=1', '/app/dist/renderer/assets/inter.woff2', 'font/woff2'],
])('%s is %s', (address, path, type) => {
  expect(at(address)).toEqual({ kind: 'file', path, type });
});

test('a picture of the library is asked for by its hash', () => {
  expect(at(`app://postwright/media/${sha}`)).toEqual({ kind: 'media', id: sha });
  expect(at(`app://postwright/media/${sha}/thumb`)).toEqual({ kind: 'media', id: sha, small: 'thumb' });
  expect(at(`app://postwright/media/${sha}/preview`)).toEqual({ kind: 'media', id: sha, small: 'preview' });
});

test('a frame of a film is asked for by its moment', () => {
  expect(at(`app://postwright/media/${sha}/frame/1500`)).toEqual({ kind: 'frame', id: sha, atMs: 1500 });
});

test.each([
  'app://postwright/../../etc/passwd.html',
  'app://postwright/%2e%2e/%2e%2e/secrets.json',
  'app://postwright/..%2f..%2fpackage.json',
  'app://postwright/assets/..%5c..%5cpackage.json',
  'app://postwright/%00index.html',
  'app://postwright/%E0%A4%A',
  'app://postwright/library.sqlite',
  'app://elsewhere/index.html',
  'https://postwright/index.html',
  'file:///app/dist/renderer/index.html',
  `app://postwright/media/${sha.toUpperCase()}`,
  `app://postwright/media/${sha}/../../x.png`,
  `app://postwright/media/${sha}/other`,
  `app://postwright/media/${sha}/thumb/preview`,
  `app://postwright/media/${sha}/frame/-1`,
  `app://postwright/media/${sha}/frame/1e9`,
  `app://postwright/media/${sha}/frame/`,
  'app://films/next',
  'app://postwright/media/../../../etc/passwd.png',
  'not an address',
])('%s is nothing', (address) => {
  const wanted = at(address);
  // Dots that the URL itself resolves end at the root, which is inside.
  const isInside = wanted.kind === 'file' && wanted.path.startsWith('/app/dist/renderer/');
  expect(isInside ? 'nothing' : wanted.kind).toBe('nothing');
});
