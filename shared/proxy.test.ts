import { expect, test } from 'vitest';
import { proxyAddress, sessionProxy } from '#shared/proxy.ts';

test.each([
  ['http://proxy.example:8080', 'http://proxy.example:8080'],
  ['proxy.example:8080', 'http://proxy.example:8080'],
  ['socks5://127.0.0.1', 'socks5://127.0.0.1:1080'],
  ['https://[::1]:3128/', 'https://[::1]:3128'],
])('%s is a proxy', (address, proxyRules) => {
  expect(proxyAddress.safeParse(address).success).toBe(true);
  expect(sessionProxy({ mode: 'manual', address, user: '' })).toMatchObject({ mode: 'fixed_servers', proxyRules });
});

test.each(['', 'http://', 'ftp://x', 'http://user:secret@proxy:1', 'proxy:99999', 'http=a;https=b', 'a b'])(
  '“%s” is none: no rules of Chromium and no password get in with it',
  (address) => {
    expect(proxyAddress.safeParse(address).success).toBe(false);
  },
);

test('an address that cannot be read does not mean: directly', () => {
  expect(sessionProxy({ mode: 'manual', address: '?', user: '' })).toMatchObject({ mode: 'fixed_servers' });
});
