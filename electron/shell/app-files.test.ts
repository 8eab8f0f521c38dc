import { expect, test } from 'vitest';
import { fileAt, linksOf } from '#electron/shell/app-files.ts';

const at = (address: string) => fileAt(address, '/app/dist/renderer');
const sha = 'a'.repeat(64);

test.each([
  ['app://postwright/', '/app/dist/renderer/index.html'],
  ['app://postwright/calendar', '/app/dist/renderer/index.html'],
  ['app://postwright/assets/main-1a2b.js', '/app/dist/renderer/assets/main-1a2b.js'],
  ['app://postwright/assets/inter.woff2?v=1', '/app/dist/renderer/assets/inter.woff2'],
  // Dots that the address itself resolves end at the root, which is inside.
  ['app://postwright/../../etc/passwd.html', '/app/dist/renderer/etc/passwd.html'],
  ['app://postwright/media/../../../etc/passwd.png', '/app/dist/renderer/etc/passwd.png'],
])('%s is %s', (address, path) => {
  expect(at(address)).toBe(path);
});

test.each([
  'app://postwright/..%2f..%2fsecrets.json',
  'app://postwright/assets/..%2f..%2f..%2fpackage.json',
  'app://postwright/assets/..%5c..%5cpackage.json',
  'app://postwright/%00index.html',
  'app://postwright/%E0%A4%A',
  'app://postwright/library.sqlite',
  'app://elsewhere/index.html',
  'app://films/next',
  'https://postwright/index.html',
  'file:///app/dist/renderer/index.html',
  `pictures://postwright/media/${sha}`,
  'not an address',
])('%s is nothing', (address) => {
  expect(at(address)).toBeUndefined();
});

test('a page tells what it needs before it is read', () => {
  const page = `<!doctype html>
    <link
      rel="preload"
      href="/assets/inter.woff2"
      as="font"
      type="font/woff2"
      crossorigin
    />
    <script type="module" crossorigin src="/assets/window-1a2b.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/window-1a2b.css">
    <a href="/assets/none.js">no need</a>`;
  expect(linksOf(page).split(', ')).toEqual([
    '</assets/inter.woff2>; rel=preload; as=font; type="font/woff2"; crossorigin',
    '</assets/window-1a2b.js>; rel=modulepreload',
    '</assets/window-1a2b.css>; rel=preload; as=style; crossorigin',
  ]);
  expect(linksOf('<!doctype html><p>nothing</p>')).toBe('');
});
