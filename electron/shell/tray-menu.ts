import type { MenuItemConstructorOptions } from 'electron';
import type { PostId } from '#shared/ids.ts';
import { programWords } from '#shared/text/program-words.ts';
import { locale } from '#shared/text/spoken.ts';

// What stands in the menu of the tray. Pure; the icon itself is in tray.ts.

/** A post that goes out next, as the tray shows it. */
export interface TrayPost {
  readonly id: PostId;
  /** UTC ms. */
  readonly at: number;
  /** Its first words; empty for a post that is only pictures. */
  readonly excerpt: string;
  /** Names of the channels it goes to. */
  readonly channels: readonly string[];
}

/** What the tray knows of the library. */
export interface TrayState {
  readonly next: readonly TrayPost[];
  /** How many posts wait for a person. */
  readonly needsYou: number;
  /** The zone that the calendar and the queue show. */
  readonly zone: string;
}

export interface TrayActs {
  openPost(post: PostId): void;
  showAttention(): void;
  newPost(): void;
  showWindow(): void;
  quit(): void;
}

const LONGEST_WORDS = 40;

/** The whole menu, from the top. */
export function trayMenu(state: TrayState, act: TrayActs): MenuItemConstructorOptions[] {
  const words = programWords().tray;
  const next = state.next.map((post): MenuItemConstructorOptions => ({
    label: lineOf(post, state.zone),
    click: () => act.openPost(post.id),
  }));
  return [
    ...attention(state.needsYou, act),
    { label: next.length === 0 ? words.nothing : words.next, enabled: false },
    ...next,
    { type: 'separator' },
    { label: words.newPost, click: () => act.newPost() },
    { label: words.open, click: () => act.showWindow() },
    { type: 'separator' },
    { label: words.quit, click: () => act.quit() },
  ];
}

/** What is said of the posts that wait for a person; empty when there are none. */
export function needsYouText(count: number): string {
  if (count === 0) return '';
  return programWords().tray.needsYou(count);
}

function attention(count: number, act: TrayActs): MenuItemConstructorOptions[] {
  if (count === 0) return [];
  return [{ label: needsYouText(count), click: () => act.showAttention() }, { type: 'separator' }];
}

/** The day is always named: a menu that stays open past midnight must not be wrong. */
function lineOf({ at, excerpt, channels }: TrayPost, zone: string): string {
  const when = new Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
  // A single & marks a key on Windows and Linux, and would not be shown.
  return [when, shortened(excerpt), channelsText(channels)].filter(Boolean).join(' · ').replaceAll('&', '&&');
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if ([...line].length <= LONGEST_WORDS) return line;
  return `${[...line]
    .slice(0, LONGEST_WORDS - 1)
    .join('')
    .trimEnd()}…`;
}

function channelsText(names: readonly string[]): string {
  if (names.length <= 2) return names.join(', ');
  return `${names.slice(0, 2).join(', ')} +${names.length - 2}`;
}
