import type { ReactNode } from 'react';
import type { SettingsSection } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import styles from './settings.module.css';

interface SectionProps {
  readonly id: SettingsSection;
  readonly children: ReactNode;
}

/** A part of the settings that the list on the left leads to. */
export function Section({ id, children }: SectionProps): ReactNode {
  return (
    <section className={styles.section} aria-labelledby={sectionId(id)}>
      <h2 id={sectionId(id)} className={styles.sectionTitle} tabIndex={-1}>
        {t.settings.sections[id]}
      </h2>
      {children}
    </section>
  );
}

/** The heading of a section, to be led to. */
export function sectionId(id: SettingsSection): string {
  return `settings-${id}`;
}

interface GroupProps {
  /** Absent where the section's own heading says it. */
  readonly title?: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A few settings that belong together. */
export function Group({ title, hint, children }: GroupProps): ReactNode {
  return (
    <section className={styles.group} aria-label={title}>
      {title !== undefined && <h3 className={styles.title}>{title}</h3>}
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
