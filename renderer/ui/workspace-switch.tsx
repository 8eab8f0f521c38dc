import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { openPractice, showReal } from '../state/practice.store.ts';
import { useSettings } from '../state/settings.store.ts';
import { t } from '../text/t.ts';
import { Logo } from './logo.tsx';
import styles from './workspace-switch.module.css';

/** Which workspace this window shows, and the way to the other one, which has a window of its own. */
export function WorkspaceSwitch(): ReactNode {
  const known = useSettings((state) => state.known);
  const isPractice = known?.isPractice === true;
  const name = known?.workspace.name ?? '';
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.switch} aria-label={t.workspaces.choose(t.app.name, name)}>
          <Logo />
          <span className={styles.words}>
            <span className={styles.app}>{t.app.name}</span>{' '}
            <span className={styles.name} dir="auto">
              {name}
            </span>
          </span>
          <IconSelector size={16} aria-hidden className={styles.arrow} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={isPractice ? null : <Chosen />} onClick={() => void showReal()}>
          {isPractice ? t.workspaces.own : name}
        </Menu.Item>
        <Menu.Item rightSection={isPractice ? <Chosen /> : null} onClick={() => void openPractice()}>
          {t.workspaces.practice}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Chosen(): ReactNode {
  return <IconCheck size={16} aria-label={t.workspaces.shown} />;
}
