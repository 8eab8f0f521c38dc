import {
  IconCalendar,
  IconChartBar,
  IconHistory,
  IconInbox,
  IconKeyboard,
  IconListCheck,
  IconMoon,
  IconNotes,
  IconPhoto,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconRefresh,
  IconSettings,
  IconSun,
  IconSunMoon,
  IconSwitchHorizontal,
  IconTag,
  type Icon,
} from '@tabler/icons-react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ShortcutId } from '#shared/keys/shortcuts.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import { call } from '../ipc.ts';
import { showShelf } from '../state/drafts.store.ts';
import { openPractice, showReal } from '../state/practice.store.ts';
import { go, startPost } from '../state/route.store.ts';
import { changeChannel } from '../state/send-command.ts';
import { setSignIn } from '../state/sign-in.store.ts';
import { t } from '../text/t.ts';
import { openLabelDesk } from '../ui/label-desk.tsx';

/** One thing that can be done from the palette. */
export interface PaletteAction {
  readonly id: string;
  readonly words: string;
  /** Other words that people call it by. */
  readonly also?: string;
  readonly icon: Icon;
  /** What does the same outside the palette: keys that can be changed, or that are always these. */
  readonly shortcut?: ShortcutId;
  readonly keys?: string;
  readonly run: () => unknown;
}

/** Every screen. */
export function screenActions(isPractice: boolean): readonly PaletteAction[] {
  const to = (words: string, icon: Icon, run: () => unknown, shortcut?: ShortcutId): PaletteAction => ({
    id: `go-${words}`,
    words,
    also: t.palette.go,
    icon,
    run,
    ...(shortcut === undefined ? {} : { shortcut }),
  });
  const drafts = (shelf: 'desk' | 'templates' | 'archive' | 'bin') => () => {
    showShelf(shelf);
    return go({ screen: 'drafts' });
  };
  return [
    ...(isPractice ? [to(t.practice.arrived, IconInbox, () => go({ screen: 'practice' }))] : []),
    to(t.app.calendar, IconCalendar, () => go({ screen: 'calendar' }), 'calendar'),
    to(t.app.queue, IconListCheck, () => go({ screen: 'queue' }), 'queue'),
    to(t.app.drafts, IconNotes, drafts('desk'), 'drafts'),
    to(t.drafts.shelf.templates, IconNotes, drafts('templates')),
    to(t.drafts.shelf.archive, IconNotes, drafts('archive')),
    to(t.drafts.shelf.bin, IconNotes, drafts('bin')),
    to(t.app.media, IconPhoto, () => go({ screen: 'media' }), 'media'),
    to(t.app.channels, IconPlugConnected, () => go({ screen: 'channels' }), 'channels'),
    to(t.app.analytics, IconChartBar, () => go({ screen: 'analytics' }), 'analytics'),
    to(t.activity.title, IconHistory, () => go({ screen: 'activity' }), 'activity'),
    to(t.app.settings, IconSettings, () => go({ screen: 'settings' }), 'settings'),
  ];
}

/** Everything that is not about one thing by name. */
export function generalActions(isPractice: boolean, showShortcuts: () => void): readonly PaletteAction[] {
  return [
    {
      id: 'new-post',
      words: t.app.newPost,
      also: t.palette.write,
      icon: IconPlus,
      shortcut: 'new-post',
      run: () => startPost(),
    },
    {
      id: 'connect',
      words: t.composer.connectChannel,
      icon: IconPlugConnected,
      run: async () => {
        await go({ screen: 'channels' });
        setSignIn({ step: 'network' });
      },
    },
    ...(['light', 'dark', 'auto'] as const).map((theme) => themeAction(theme)),
    isPractice
      ? { id: 'real', words: t.palette.showReal, icon: IconSwitchHorizontal, run: showReal }
      : { id: 'practice', words: t.palette.openPractice, icon: IconSwitchHorizontal, run: openPractice },
    { id: 'labels', words: t.labels.change, icon: IconTag, run: openLabelDesk },
    { id: 'shortcuts', words: t.app.shortcuts, icon: IconKeyboard, keys: '?', run: showShortcuts },
  ];
}

const THEME_ICONS = { light: IconSun, dark: IconMoon, auto: IconSunMoon };

function themeAction(theme: PersonalSettings['theme']): PaletteAction {
  return {
    id: `theme-${theme}`,
    words: t.palette.theme(t.settings.themes[theme]),
    also: t.settings.look,
    icon: THEME_ICONS[theme],
    run: () => call('settings.setPersonal', { theme }),
  };
}

/** What can be done with each channel by its name. */
export function channelActions(channels: readonly Channel[]): readonly PaletteAction[] {
  return channels.flatMap((channel): PaletteAction[] => {
    const { id, state, platform } = channel;
    const name = channelName(channel);
    switch (state) {
      case 'connected':
        return [
          {
            id: `pause-${id}`,
            words: t.palette.pause(name),
            icon: IconPlayerPause,
            run: () => changeChannel({ kind: 'channel.pause', channel: id }),
          },
        ];
      case 'paused':
        return [
          {
            id: `resume-${id}`,
            words: t.palette.resume(name),
            icon: IconPlayerPlay,
            run: () => changeChannel({ kind: 'channel.resume', channel: id }),
          },
        ];
      case 'signed-out':
      case 'disconnected':
        return [
          {
            id: `reconnect-${id}`,
            words: t.channels.reconnectTitle(name),
            icon: IconRefresh,
            run: () => setSignIn({ step: 'form', platform, reconnect: id }),
          },
        ];
    }
  });
}

/** Those that have every word that was typed, or the beginning of it, in any order. */
export function fitting(actions: readonly PaletteAction[], typed: string): readonly PaletteAction[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return actions.filter(({ words, also = '' }) => {
    const has = plain(`${words} ${also}`).split(/[\s@:.,…“”]+/);
    return wanted.every((word) => has.some((one) => one.startsWith(word)));
  });
}

/** Without case and accents, as the search reads words. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
