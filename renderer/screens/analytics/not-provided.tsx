import type { ReactNode } from 'react';
import { notProvided } from '#shared/analytics/metric-words.ts';
import type { Report } from '#shared/analytics/report.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import styles from './analytics.module.css';

/** One sentence for each network of the report, so that nobody waits for a number that never comes. */
export function NotProvided({ report }: { readonly report: Report }): ReactNode {
  const all = useChannels((state) => state.all);
  const platforms = new Set(
    report.channels.flatMap(({ channel }) => all.find(({ id }) => id === channel)?.platform ?? []),
  );
  const known = [...platforms].flatMap((id) => platformOf(id) ?? []);
  if (known.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t.analytics.notProvided}>
      <h2 className={styles.title}>{t.analytics.notProvided}</h2>
      <ul className={styles.sentences}>
        {known.map((platform) => (
          <li key={platform.id}>{notProvided(platform)}</li>
        ))}
      </ul>
    </section>
  );
}
