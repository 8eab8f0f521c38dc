import { expect, test } from 'vitest';
import { tokenAt } from './token-at.ts';

test.each([
  ['Party :tad', { kind: 'emoji', typed: 'tad', from: 6 }],
  ['Thanks @ada.ex', { kind: 'account', typed: 'ada.ex', from: 7 }],
  ['(@ada@mill', { kind: 'account', typed: 'ada@mill', from: 1 }],
  ['/hou', { kind: 'snippet', typed: 'hou', from: 0 }],
  ['Open:\n/', { kind: 'snippet', typed: '', from: 6 }],
])('%j looks up %j', (text, token) => {
  expect(tokenAt(text, text.length)).toEqual(token);
});

test.each([
  ['at 10:30'],
  ['note: x'],
  ['and/or'],
  ['https://mill'],
  ['ada@mill'],
  ['a :'],
  ['@'],
  [':3'],
  ['/hours now'],
])('%j looks up nothing', (text) => {
  expect(tokenAt(text, text.length)).toBeUndefined();
});

test('only what stands right before the caret counts', () => {
  expect(tokenAt('/hours and more', 6)).toEqual({ kind: 'snippet', typed: 'hours', from: 0 });
  expect(tokenAt('/hours and more', 15)).toBeUndefined();
});
