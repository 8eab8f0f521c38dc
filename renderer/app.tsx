import { Button, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconCalendar,
  IconChartBar,
  IconHistory,
  IconInbox,
  IconKeyboard,
  IconListCheck,
  IconNotes,
  IconPhoto,
  IconPlugConnected,
  IconPlus,
  IconSearch,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ShortcutId } from '#shared/keys/shortcuts.ts';
import { FailureNotice } from './failures/failure-notice.tsx';
import { showFailure } from './failures/show-notice.tsx';
import { openPalette, Palette } from './palette/palette.tsx';
import { ConnectChannel, Routes } from './routes.tsx';
import { connect, type Begun } from './state/connect.ts';
import { useQueue } from './state/queue.store.ts';
import { closeOver, showOver, useOver } from './state/over.store.ts';
import { go, startPost, useRoute, type Route } from './state/route.store.ts';
import { useSettings } from './state/settings.store.ts';
import { t } from './text/t.ts';
import { ExportDialog } from './ui/csv-menu.tsx';
import { ShortcutList } from './ui/shortcut-list.tsx';
import { useKeys } from './ui/use-shortcut.ts';
import { PracticeBar } from './ui/practice-bar.tsx';
import { VaultGate } from './ui/vault-gate.tsx';
import { TemplateMenu } from './ui/template-menu.tsx';
import { WorkspaceSwitch } from './ui/workspace-switch.tsx';
import styles from './app.module.css';

/** The window: once the library has been read, the rail, the screen and what stands over both. */
export function App({ begun: first }: { readonly begun: Begun }): ReactNode {
  const [begun, setBegun] = useState<Begun | undefined>(first);
  const [isPlanHere, setPlanHere] = useState('plan' in first && first.isPlanHere);

  useEffect(() => {
    if (begun !== undefined && 'plan' in begun) void begun.plan.then(() => setPlanHere(true));
  }, [begun]);

  if (begun === undefined) return <main className={styles.broken} aria-busy aria-label={t.app.loading} />;
  if ('plan' in begun) return <Window isPlanHere={isPlanHere} />;
  return (
    <main className={styles.broken}>
      <FailureNotice failure={begun.failure} />
      <Button
        onClick={() => {
          setBegun(undefined);
          connect().then(setBegun, showFailure);
        }}
      >
        {t.app.tryAgain}
      </Button>
    </main>
  );
}

const PLACES: readonly {
  readonly route: Route & { readonly screen: ShortcutId | 'practice' };
  readonly name: string;
  readonly icon: Icon;
}[] = [
  { route: { screen: 'calendar' }, name: t.app.calendar, icon: IconCalendar },
  { route: { screen: 'queue' }, name: t.app.queue, icon: IconListCheck },
  { route: { screen: 'drafts' }, name: t.app.drafts, icon: IconNotes },
  { route: { screen: 'media' }, name: t.app.media, icon: IconPhoto },
  { route: { screen: 'channels' }, name: t.app.channels, icon: IconPlugConnected },
  { route: { screen: 'analytics' }, name: t.app.analytics, icon: IconChartBar },
  { route: { screen: 'activity' }, name: t.activity.title, icon: IconHistory },
  { route: { screen: 'settings' }, name: t.app.settings, icon: IconSettings },
];

const PRACTICE: (typeof PLACES)[number] = { route: { screen: 'practice' }, name: t.practice.arrived, icon: IconInbox };

/** What arrived comes first where there is such a thing. */
function usePlaces(): typeof PLACES {
  const isPractice = useSettings((state) => state.known?.isPractice === true);
  return isPractice ? [PRACTICE, ...PLACES] : PLACES;
}

/** The rail is drawn while the plan is still on its way, and then the plan, once and with everything on it. */
function Window({ isPlanHere }: { readonly isPlanHere: boolean }): ReactNode {
  const over = useOver((state) => state.over);
  useTheme();
  useHelpKeys();
  useScreenKeys();
  // The palette has a store of its own.
  useEffect(() => {
    if (over !== 'search') return;
    closeOver();
    openPalette();
  }, [over]);
  const isPractice = useSettings((state) => state.known?.isPractice === true);
  return (
    <div className={styles.window} data-practice={isPractice || undefined}>
      {isPractice && <PracticeBar />}
      <a className={styles.skip} href="#content">
        {t.app.skip}
      </a>
      <Rail onHelp={showHelp} />
      <main id="content" className={styles.content} tabIndex={-1} aria-busy={!isPlanHere}>
        {isPlanHere && <Routes />}
      </main>
      <ConnectChannel />
      <Palette showShortcuts={showHelp} />
      <ShortcutList isOpen={over === 'shortcuts'} onClose={closeOver} />
      <ExportDialog isOpen={over === 'export'} onClose={closeOver} />
      <VaultGate />
    </div>
  );
}

function showHelp(): void {
  showOver('shortcuts');
}

function useHelpKeys(): void {
  const toggle = (): void => (useOver.getState().over === 'shortcuts' ? closeOver() : showHelp());
  useHotkeys([
    ['shift+?', toggle],
    ['?', toggle],
  ]);
}

function useScreenKeys(): void {
  const keys = useKeys();
  const each = PLACES.flatMap(({ route }): [string, () => void][] =>
    route.screen === 'practice' ? [] : [[keys[route.screen], () => void go(route)]],
  );
  useHotkeys([[keys['new-post'], () => startPost()], ...each], []);
}

function Rail({ onHelp }: { readonly onHelp: () => void }): ReactNode {
  const screen = useRoute((state) => state.route.screen);
  const places = usePlaces();
  return (
    <nav className={styles.rail} aria-label={t.app.navigation}>
      <WorkspaceSwitch />
      <div className={styles.newRow}>
        <Button
          className={styles.new ?? ''}
          leftSection={<IconPlus size={18} stroke={2.4} aria-hidden />}
          onClick={() => startPost()}
          aria-label={t.app.newPost}
        >
          <span className={styles.word}>{t.app.newPost}</span>
        </Button>
        <TemplateMenu className={styles.template ?? ''} />
      </div>
      <UnstyledButton className={styles.place} aria-haspopup="dialog" onClick={openPalette}>
        <IconSearch size={20} stroke={1.8} aria-hidden />
        <span className={styles.word}>{t.palette.open}</span>
      </UnstyledButton>
      <div className={styles.places}>
        {places.map(({ route, name, icon: Shown }) => (
          <Tooltip key={name} label={name} position="right" classNames={{ tooltip: styles.hint ?? '' }}>
            <UnstyledButton
              className={styles.place}
              aria-current={screen === route.screen ? 'page' : undefined}
              onClick={() => void go(route)}
            >
              <Shown size={20} stroke={1.8} aria-hidden />
              <span className={styles.word}>{name}</span>
              {route.screen === 'queue' && <Attention />}
            </UnstyledButton>
          </Tooltip>
        ))}
      </div>
      <UnstyledButton className={styles.help} onClick={onHelp}>
        <IconKeyboard size={20} stroke={1.8} aria-hidden />
        <span className={styles.word}>{t.app.shortcuts}</span>
      </UnstyledButton>
    </nav>
  );
}

function Attention(): ReactNode {
  const count = useQueue((state) => new Set(state.parts.attention.entries.map((one) => one.publication.post)).size);
  if (count === 0) return null;
  return (
    <span className={styles.badge} title={t.app.needsYou(count)}>
      <span aria-hidden>{count}</span>
      <span className="screen-reader-only">{t.app.needsYou(count)}</span>
    </span>
  );
}

function useTheme(): void {
  const theme = useSettings((state) => state.known?.personal.theme);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    // Setting what is set would have every style of the page looked up twice.
    if (theme !== undefined && theme !== colorScheme) setColorScheme(theme);
  }, [theme, colorScheme, setColorScheme]);
}
