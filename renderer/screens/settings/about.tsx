import type { ReactNode } from 'react';
import { useSettings } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { Group, Section } from './section.tsx';
import styles from './settings.module.css';

export function About(): ReactNode {
  const app = useSettings((state) => state.known?.app);
  if (app === undefined) return null;
  return (
    <Section id="about">
      <Group>
        <dl className={styles.about}>
          <dt>{t.settings.version}</dt>
          <dd>{app.version}</dd>
          <dt>{t.settings.electron}</dt>
          <dd>{app.electron}</dd>
          <dt>{t.settings.library}</dt>
          <dd dir="ltr">{app.libraryPath}</dd>
        </dl>
      </Group>
    </Section>
  );
}
