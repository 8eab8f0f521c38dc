import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { countWords } from '#shared/analytics/figures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import type { Report, ReportQuery, TopPost } from '#shared/analytics/report.ts';
import { openPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { shortDay, timeOfDay } from '../../text/moments.ts';
import { useTicking } from '../../ui/use-ticking.ts';
import { Channel, NotTold } from './summary-table.tsx';
import styles from './analytics.module.css';

interface Props {
  readonly report: Report;
  readonly drawn: ReportQuery['drawn'];
}

/** The posts with the most of what is looked at; each opens. */
export function TopPosts({ report, drawn }: Props): ReactNode {
  if (report.top.length === 0) return null;
  const more = drawn === 'posts' || drawn === 'interactions' ? undefined : drawn;
  return (
    <section className={styles.part} aria-label={t.analytics.topPosts}>
      <h2 className={styles.title}>{t.analytics.topPosts}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.analytics.post}</th>
              <th scope="col">{t.analytics.channel}</th>
              <th scope="col">{t.analytics.published}</th>
              {more !== undefined && <th scope="col">{analyticsWords().measures[more]}</th>}
              <th scope="col">{t.analytics.shown}</th>
              <th scope="col">{analyticsWords().measures.interactions}</th>
            </tr>
          </thead>
          <tbody>
            {report.top.map((post) => (
              <Line key={post.publication} post={post} more={more} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({
  post,
  more,
}: {
  readonly post: TopPost;
  readonly more: keyof TopPost['metrics'] | undefined;
}): ReactNode {
  const zone = useZone();
  const { metrics, publishedAt } = post;
  const day = useTicking((now) => shortDay(publishedAt, zone, now));
  return (
    <tr>
      <td>
        <UnstyledButton className={styles.said ?? ''} dir="auto" onClick={() => openPost(post.post)}>
          {post.excerpt === '' ? t.drafts.noWords : post.excerpt}
        </UnstyledButton>
      </td>
      <td>
        <Channel id={post.channel} />
      </td>
      <td>
        {day}, {timeOfDay(publishedAt, zone)}
      </td>
      {more !== undefined && <Count count={metrics[more]} />}
      <Count count={metrics.impressions ?? metrics.views} />
      <Count count={post.interactions} />
    </tr>
  );
}

function Count({ count }: { readonly count: number | undefined }): ReactNode {
  return <td>{count === undefined ? <NotTold /> : countWords(count)}</td>;
}
