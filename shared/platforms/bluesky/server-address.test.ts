import { expect, test } from 'vitest';
import { readServerAddress } from '#shared/platforms/bluesky/server-address.ts';

test.each([
  ['pds.example.com', 'https://pds.example.com'],
  [' https://PDS.example.com/ ', 'https://pds.example.com'],
  ['https://pds.example.com/xrpc/x?y#z', 'https://pds.example.com'],
  ['https://pds.example.com:8443', 'https://pds.example.com:8443'],
  ['https://bücher.example', 'https://bücher.example'],
  ['http://localhost:2583', 'http://localhost:2583'],
  ['localhost:2583', 'http://localhost:2583'],
  ['https://localhost:2583', 'https://localhost:2583'],
  ['http://127.0.0.1:2583/', 'http://127.0.0.1:2583'],
  ['http://[::1]:2583', 'http://[::1]:2583'],
])('%s is %s', (typed, origin) => {
  expect(readServerAddress(typed)).toMatchObject({ origin });
});

test.each([
  'http://pds.example.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'https://user:password@pds.example.com',
  'ftp://pds.example.com',
  'not an address',
  'https://',
  '',
])('“%s” is not taken', (typed) => {
  expect(readServerAddress(typed)).toHaveProperty('problem');
});
