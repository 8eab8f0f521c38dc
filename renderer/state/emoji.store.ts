import type { EmojiDataResolver, SkinTone } from 'frimousse';
import { z } from 'zod';
import { create } from 'zustand';
import { inSpoken } from '#shared/text/spoken.ts';

// Emoji by name. The data is bundled (Emojibase, CLDR names) and read when somebody first asks for it; nothing is fetched
// from elsewhere. Which were used last and the tone of skin are kept on this computer.

export type EmojiData = Awaited<ReturnType<EmojiDataResolver>>;
export type EmojiEntry = EmojiData['emojis'][number];

const MOST_RECENT = 24;
const KEY = 'postwright.emoji';
const TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const satisfies readonly SkinTone[];

const remembered = z.object({ recent: z.array(z.string().max(40)).max(MOST_RECENT), tone: z.enum(TONES) });
type Remembered = z.infer<typeof remembered>;

export const useEmoji = create<Remembered>(() => read());

export function usedEmoji(emoji: string): void {
  const { recent } = useEmoji.getState();
  remember({ recent: [emoji, ...recent.filter((one) => one !== emoji)].slice(0, MOST_RECENT) });
}

export function setSkinTone(tone: Remembered['tone']): void {
  remember({ tone });
}

function remember(change: Partial<Remembered>): void {
  useEmoji.setState(change);
  localStorage.setItem(KEY, JSON.stringify(useEmoji.getState()));
}

function read(): Remembered {
  try {
    return remembered.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch (_expected) {
    // Nothing is kept yet, or somebody else's words are under our key.
    return { recent: [], tone: 'none' };
  }
}

const once: { loaded?: Promise<EmojiData> } = {};

/** All emoji, in the order people know. */
export function emojiData(): Promise<EmojiData> {
  once.loaded ??= load();
  return once.loaded;
}

const english = {
  emojis: () => import('emojibase-data/en/data.json'),
  words: () => import('emojibase-data/en/messages.json'),
};
const german = {
  emojis: () => import('emojibase-data/de/data.json'),
  words: () => import('emojibase-data/de/messages.json'),
};
const spanish = {
  emojis: () => import('emojibase-data/es/data.json'),
  words: () => import('emojibase-data/es/messages.json'),
};

/** Named in the chosen language; they are found by their English names too, which people know from other programs. */
async function load(): Promise<EmojiData> {
  const chosen = inSpoken({ en: english, de: german, es: spanish });
  const [{ default: emojis }, { default: words }, known] = await Promise.all([
    chosen.emojis(),
    chosen.words(),
    chosen === english ? undefined : english.emojis(),
  ]);
  const inEnglish = new Map(
    known?.default.map(({ hexcode, label, tags = [] }) => [hexcode, [label.toLowerCase(), ...tags]]),
  );
  return {
    locale: inSpoken({ en: 'en', de: 'de', es: 'es' }),
    emojis: emojis.flatMap(({ emoji, hexcode, group, version, label, tags = [], skins }) => {
      if (group === undefined) return [];
      const every = [...new Set([...tags, ...(inEnglish.get(hexcode) ?? [])])];
      return [{ emoji, category: group, version, label, tags: every, skins: tonesOf(skins) }];
    }),
    categories: words.groups
      .filter(({ key }) => key !== 'component')
      .map(({ order, message }) => ({ index: order, label: message })),
    skinTones: Object.fromEntries(words.skinTones.map(({ key, message }) => [key, message])) as EmojiData['skinTones'],
  };
}

type Skins = readonly { readonly emoji: string; readonly tone?: number | readonly number[] | undefined }[];

function tonesOf(skins: Skins | undefined): EmojiEntry['skins'] {
  if (skins === undefined) return undefined;
  const single = skins.flatMap(({ emoji, tone }) => (typeof tone === 'number' ? [[TONES[tone], emoji] as const] : []));
  return Object.fromEntries(single) as EmojiEntry['skins'];
}

/** Those whose name or tags have a word that begins so, names first. */
export function findEmoji({ emojis }: EmojiData, typed: string, most: number): readonly EmojiEntry[] {
  const words = typed
    .toLowerCase()
    .split(/[_\s]+/)
    .filter((word) => word !== '');
  const begins = (text: string): boolean => {
    const all = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => all.some((one) => one.startsWith(word)));
  };
  const byName = emojis.filter(({ label }) => begins(label));
  const exact = byName.filter(({ label }) => label.toLowerCase().startsWith(words.join(' ')));
  const byTag = emojis.filter(({ tags }) => begins(tags.join(' ')));
  return [...new Set([...exact, ...byName, ...byTag])].slice(0, most);
}

/** In the tone of skin that was chosen. */
export function toned({ emoji, skins }: EmojiEntry, tone: SkinTone): string {
  return tone === 'none' ? emoji : (skins?.[tone] ?? emoji);
}
