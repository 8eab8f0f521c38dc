import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { SETTINGS_SECTIONS, type Route, type SettingsSection } from '../../state/route.store.ts';
import { useSettings } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { About } from './about.tsx';
import { Backup } from './backup.tsx';
import { General } from './general.tsx';
import { Keyboard } from './keyboard.tsx';
import { Network } from './network.tsx';
import { Notifications } from './notifications.tsx';
import { sectionId } from './section.tsx';
import { Storage } from './storage.tsx';
import styles from './settings.module.css';

/** What can be set, of the workspace and of this person. Every change is saved at once. */
export function Settings({ route }: { readonly route: Extract<Route, { screen: 'settings' }> }): ReactNode {
  const [shown, setShown] = useState<SettingsSection>(route.section ?? 'general');
  const isLed = useRef(false);
  // They are about the person's own library.
  const isPractice = useSettings((state) => state.known?.isPractice === true);
  const sections = SETTINGS_SECTIONS.filter((one) => !isPractice || (one !== 'storage' && one !== 'backup'));
  const lead = (section: SettingsSection): void => {
    isLed.current = true;
    setShown(section);
    scrollTo(section);
  };
  useEffect(() => {
    if (route.section === undefined) return;
    isLed.current = true;
    scrollTo(route.section);
  }, [route.section]);
  useSeen((section) => {
    // Led to, the one that was chosen is the one that is marked, also where two of them are to be seen.
    if (!isLed.current) setShown(section);
    isLed.current = false;
  });
  return (
    <Screen title={t.settings.title}>
      <div className={styles.page}>
        <nav className={styles.list} aria-label={t.settings.title}>
          {sections.map((section) => (
            <UnstyledButton
              key={section}
              className={styles.link}
              aria-current={section === shown ? 'true' : undefined}
              onClick={() => lead(section)}
            >
              {t.settings.sections[section]}
            </UnstyledButton>
          ))}
        </nav>
        <div className={styles.sections}>
          <General />
          <Notifications />
          <Keyboard />
          <Network />
          {!isPractice && <Storage />}
          {!isPractice && <Backup />}
          <About />
        </div>
      </div>
    </Screen>
  );
}

function scrollTo(section: SettingsSection): void {
  const heading = document.getElementById(sectionId(section));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** Tells which section stands at the top, as the page is scrolled. */
function useSeen(onSeen: (section: SettingsSection) => void): void {
  const hear = useRef(onSeen);
  useEffect(() => {
    hear.current = onSeen;
  });
  useEffect(() => {
    const headings = SETTINGS_SECTIONS.flatMap((section) => document.getElementById(sectionId(section)) ?? []);
    const watcher = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        const section = SETTINGS_SECTIONS.find((one) => sectionId(one) === seen?.target.id);
        if (section !== undefined) hear.current(section);
      },
      { rootMargin: '0px 0px -70% 0px' },
    );
    for (const heading of headings) watcher.observe(heading);
    return () => watcher.disconnect();
  }, []);
}
