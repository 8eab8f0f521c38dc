import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePersonal } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { setPersonal } from './save-settings.ts';
import { Group, Section } from './section.tsx';
import styles from './settings.module.css';

const KINDS = ['notifyUnconfirmed', 'notifyFailure', 'notifySignIn', 'notifySuccess'] as const;

export function Notifications(): ReactNode {
  const personal = usePersonal();
  return (
    <Section id="notifications">
      <Group hint={t.settings.notifyHint}>
        <div className={styles.switches}>
          {KINDS.map((kind) => (
            <Switch
              key={kind}
              className={styles.switch ?? ''}
              label={t.settings[kind]}
              checked={personal[kind]}
              onChange={(event) => setPersonal({ [kind]: event.currentTarget.checked })}
            />
          ))}
        </div>
      </Group>
    </Section>
  );
}
