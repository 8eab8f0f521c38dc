import { expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { ConfigSources } from '#electron/config.ts';
import { baseUrlVariable, readConfig } from '#electron/read-config.ts';

function sources(env: Record<string, string>, more: Partial<ConfigSources> = {}): ConfigSources {
  return { env, argv: ['/opt/electron', '/src/postwright'], program: '/opt/electron', isPackaged: false, ...more };
}

const packaged = { isPackaged: true, argv: ['/opt/postwright'], program: '/opt/postwright' };

test('without settings everything is as usual', () => {
  const config = readConfig(sources({ HOME: '/root', POSTWRIGHT_LOG: '' }));
  expect(config).toMatchObject({ userData: undefined, logLevel: 'info', openUrl: undefined, unused: [] });
  expect(config.baseUrls.size).toBe(0);
});

test.each(CATALOG.map((platform) => platform.id))('%s can be reached at another address', (id) => {
  const config = readConfig(sources({ [baseUrlVariable(id)]: 'http://127.0.0.1:4000/' }));
  expect(config.baseUrls.get(id)).toBe('http://127.0.0.1:4000');
});

test.each([
  ['POSTWRIGHT_LOG', 'loud', 'one of error, warn, info, debug'],
  ['POSTWRIGHT_USER_DATA', 'relative/folder', 'a full path'],
  ['POSTWRIGHT_BLUESKY_URL', 'bsky.social', 'an address like https://host:port'],
  ['POSTWRIGHT_BLUESKY_URL', 'https://ada:secret@bsky.social', 'an address like https://host:port'],
  ['POSTWRIGHT_BLUESKY_URL', 'file:///etc/passwd', 'an address like https://host:port'],
])('%s=%s is refused with a sentence that says what to write', (name, value, wanted) => {
  expect(() => readConfig(sources({ [name]: value }))).toThrow(`${name} is “${value}”, but must be ${wanted}.`);
});

test('a packaged app ignores what is for tests and says so', () => {
  const env = {
    POSTWRIGHT_OPEN_URL: '/bin/evil',
    POSTWRIGHT_DEV_URL: 'http://localhost:5173',
    POSTWRIGHT_BLUESKY_URL: 'http://10.0.0.9',
  };
  const config = readConfig(sources(env, packaged));
  expect(config).toMatchObject({ openUrl: undefined, developmentUrl: undefined, isDeveloper: false });
  expect(config.baseUrls.size).toBe(0);
  expect(config.unused).toHaveLength(3);
});

test('a packaged app takes a gateway over https, a data folder and a log level', () => {
  const env = {
    POSTWRIGHT_BLUESKY_URL: 'https://gateway.example',
    POSTWRIGHT_USER_DATA: '/data',
    POSTWRIGHT_LOG: 'debug',
  };
  const config = readConfig(sources(env, packaged));
  expect([...config.baseUrls.values(), config.userData, config.logLevel]).toEqual([
    'https://gateway.example',
    '/data',
    'debug',
  ]);
});

test('--developer makes a packaged app take all of them', () => {
  const env = { POSTWRIGHT_OPEN_URL: '/bin/true', POSTWRIGHT_BLUESKY_URL: 'http://127.0.0.1:1' };
  const config = readConfig(sources(env, { ...packaged, argv: ['/opt/postwright', '--developer'] }));
  expect(config.openUrl).toBe('/bin/true');
  expect(config.baseUrls.size).toBe(1);
});

test('a mistyped setting is named', () => {
  expect(readConfig(sources({ POSTWRIGHT_LOGS: 'debug' })).unused).toEqual(['POSTWRIGHT_LOGS is not a setting']);
});

test('the app can be started again: packaged by its program, otherwise with its folder', () => {
  expect(readConfig(sources({}, packaged)).launch.args).toEqual([]);
  const argv = ['/opt/electron', '--no-sandbox', '/src/postwright', 'postwright://oauth/callback?state=x'];
  expect(readConfig(sources({}, { argv })).launch).toMatchObject({
    program: '/opt/electron',
    args: ['/src/postwright'],
  });
});
