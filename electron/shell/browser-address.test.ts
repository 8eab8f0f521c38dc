import { expect, test } from 'vitest';
import { commandWords, mayBeOpened } from '#electron/shell/browser-address.ts';

test.each([
  ['https://mastodon.social/oauth/authorize?x=1', true],
  ['http://127.0.0.1:4000/oauth', true],
  ['http://localhost:4000', true],
  ['http://mastodon.social/oauth', false],
  ['http://127.0.0.1.evil.example/', false],
  ['https://ada@evil.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['ms-settings:', false],
  ['postwright://oauth/callback', false],
  ['not an address', false],
])('%s may be opened: %s', (address, may) => {
  expect(mayBeOpened(address)).toBe(may);
});

test('a command is words; quotes keep spaces and nothing else is special', () => {
  expect(commandWords('/usr/bin/firefox')).toEqual(['/usr/bin/firefox']);
  expect(commandWords(`node "/opt/my tools/open.mjs" --to 'a b' $(reboot);`)).toEqual([
    'node',
    '/opt/my tools/open.mjs',
    '--to',
    'a b',
    '$(reboot);',
  ]);
});
