import { expect, test } from 'vitest';
import {
  acceleratorOf,
  chosenKeys,
  keyNames,
  keysOf,
  keysPressed,
  refusalOfKeys,
  SHORTCUT_IDS,
  SHORTCUTS,
} from '#shared/keys/shortcuts.ts';

const USUAL = keysOf({});
const NOTHING = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('as it comes, no two things have the same keys, and none has keys of the system', () => {
  const refused = SHORTCUT_IDS.filter((id) => refusalOfKeys(id, SHORTCUTS[id], USUAL) !== undefined);
  expect(refused).toEqual([]);
});

test.each([
  ['F', { why: 'needs-mod' }],
  ['shift+F', { why: 'needs-mod' }],
  ['mod+C', { why: 'system' }],
  ['mod+Q', { why: 'system' }],
  ['mod+N', { why: 'taken', by: 'new-post' }],
  ['shift+mod+f', { why: 'taken', by: 'next-free' }],
  ['mod+mod+F', { why: 'not-keys' }],
  ['mod+', { why: 'not-keys' }],
  ['mod+J', undefined],
])('%s for the queue', (keys, refusal) => {
  expect(refusalOfKeys('queue', keys, USUAL)).toEqual(refusal);
});

test('keys that were given to another thing are free again', () => {
  const now = keysOf({ 'new-post': 'mod+J' });
  expect(refusalOfKeys('queue', 'mod+N', now)).toBeUndefined();
  expect(refusalOfKeys('queue', 'mod+J', now)).toEqual({ why: 'taken', by: 'new-post' });
});

test('what is pressed becomes a combination, whatever sign Shift or Alt makes of the key', () => {
  expect(keysPressed({ ...NOTHING, ctrlKey: true, key: 'j', code: 'KeyJ' }, false)).toBe('mod+J');
  expect(keysPressed({ ...NOTHING, metaKey: true, shiftKey: true, key: '!', code: 'Digit1' }, true)).toBe(
    'mod+shift+1',
  );
  expect(keysPressed({ ...NOTHING, ctrlKey: true, key: 'Control', code: 'ControlLeft' }, false)).toBeUndefined();
});

test('a combination is written as a keyboard and as a menu has it', () => {
  expect(keyNames('mod+shift+F', false)).toEqual(['Ctrl', 'Shift', 'F']);
  expect(keyNames('mod+Enter', true)).toEqual(['⌘', 'Enter']);
  expect(acceleratorOf('mod+shift+F')).toBe('CmdOrCtrl+Shift+F');
  expect(acceleratorOf('mod+ArrowUp')).toBe('CmdOrCtrl+Up');
});

test('only combinations are kept', () => {
  expect(chosenKeys.safeParse({ queue: 'mod+J' }).success).toBe(true);
  expect(chosenKeys.safeParse({ queue: 'everything' }).success).toBe(false);
  expect(chosenKeys.safeParse({ nothing: 'mod+J' }).success).toBe(false);
});
