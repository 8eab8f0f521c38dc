import { z } from 'zod';

// The keys of Postwright: what they are as it comes, and what a person made of them. The window and the menu read them
// from here. A combination is written as Mantine writes it: `mod+shift+F`, where `mod` is Cmd on macOS and Ctrl elsewhere.

/** What has keys that a person can change. */
export const SHORTCUTS = {
  'new-post': 'mod+N',
  search: 'mod+K',
  calendar: 'mod+1',
  queue: 'mod+2',
  drafts: 'mod+3',
  media: 'mod+4',
  channels: 'mod+5',
  analytics: 'mod+6',
  activity: 'mod+7',
  settings: 'mod+8',
  plan: 'mod+Enter',
  'add-part': 'mod+shift+Enter',
  'next-free': 'mod+shift+F',
} as const;
export type ShortcutId = keyof typeof SHORTCUTS;

export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as readonly ShortcutId[];

/** What a person changed, by what it does; what is not there is as it comes. */
export const chosenKeys = z.partialRecord(
  z.enum(SHORTCUT_IDS as [ShortcutId, ...ShortcutId[]]),
  z
    .string()
    .max(40)
    .refine((keys) => parsed(keys) !== undefined, 'a combination like mod+shift+F'),
);
export type ChosenKeys = z.infer<typeof chosenKeys>;
export type Keys = Readonly<Record<ShortcutId, string>>;

/** The keys that hold now. */
export function keysOf(chosen: ChosenKeys): Keys {
  return { ...SHORTCUTS, ...Object.fromEntries(Object.entries(chosen).filter(([, keys]) => keys !== undefined)) };
}

/** Why a combination cannot be used. `taken`: by something else, which is named. */
export type KeysRefusal =
  | { readonly why: 'not-keys' }
  | { readonly why: 'needs-mod' }
  | { readonly why: 'system' }
  | { readonly why: 'taken'; readonly by: ShortcutId };

/** Whether `keys` may stand for `id`; `undefined` when they may. */
export function refusalOfKeys(id: ShortcutId, keys: string, now: Keys): KeysRefusal | undefined {
  const wanted = parsed(keys);
  if (wanted === undefined) return { why: 'not-keys' };
  if (!wanted.mod) return { why: 'needs-mod' };
  const same = written(wanted);
  if (OF_THE_SYSTEM.has(same)) return { why: 'system' };
  const by = SHORTCUT_IDS.find((other) => other !== id && same === writtenOf(now[other]));
  return by === undefined ? undefined : { why: 'taken', by };
}

/** What systems, Electron's menus and text fields do with these keys; nobody should have to find out. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(
  ['A', 'C', 'V', 'X', 'Z', 'Y', 'Q', 'W', 'H', 'M', 'R', ',', '0', '-', '+', '='].flatMap((key) => [
    `mod+${key}`,
    ...('ZVRIHW'.includes(key) ? [`mod+shift+${key}`] : []),
  ]),
);

interface Combination {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

const NAMED_KEYS = ['Enter', 'Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Delete'];

function parsed(keys: string): Combination | undefined {
  const parts = keys.split('+').map((part) => part.trim());
  const last = parts.pop() ?? '';
  const before = new Set(parts.map((part) => part.toLowerCase()));
  const mods = ['mod', 'alt', 'shift'];
  if ([...before].some((part) => !mods.includes(part)) || before.size !== parts.length) return undefined;
  const named = NAMED_KEYS.find((name) => name.toLowerCase() === last.toLowerCase());
  const key = named ?? (/^(?:[a-z0-9]|F[1-9]|F1[0-2]|[.;'/\\[\],])$/i.test(last) ? last.toUpperCase() : undefined);
  if (key === undefined) return undefined;
  return { mod: before.has('mod'), alt: before.has('alt'), shift: before.has('shift'), key };
}

function written({ mod, alt, shift, key }: Combination): string {
  return [mod && 'mod', alt && 'alt', shift && 'shift', key].filter(Boolean).join('+');
}

function writtenOf(keys: string): string {
  const known = parsed(keys);
  return known === undefined ? keys : written(known);
}

/** What was pressed, as a combination; `undefined` while only modifiers are held, and for keys that cannot be used. */
export function keysPressed(
  event: Readonly<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> & {
    readonly key: string;
    readonly code: string;
  },
  isMac: boolean,
): string | undefined {
  // The key itself, not the sign that Shift or Alt makes of it.
  const plain = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code);
  const key = plain?.[1] ?? plain?.[2] ?? (event.key === ' ' ? 'Space' : event.key);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const combination = written({ mod, alt: event.altKey, shift: event.shiftKey, key });
  return parsed(combination) && combination;
}

/** The parts of a combination, as they stand on a keyboard. */
export function keyNames(keys: string, isMac: boolean): readonly string[] {
  const known = parsed(keys);
  if (known === undefined) return [keys];
  const { mod, alt, shift, key } = known;
  const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
  return [mod && (isMac ? '⌘' : 'Ctrl'), alt && (isMac ? '⌥' : 'Alt'), shift && (isMac ? '⇧' : 'Shift')]
    .filter((name) => name !== false)
    .concat(arrows[key] ?? key);
}

/** As a menu of Electron wants it: `CmdOrCtrl+Shift+F`. */
export function acceleratorOf(keys: string): string {
  const known = parsed(keys);
  if (known === undefined) return '';
  const { mod, alt, shift, key } = known;
  return [mod && 'CmdOrCtrl', alt && 'Alt', shift && 'Shift', key.replace(/^Arrow/, '')].filter(Boolean).join('+');
}
