import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import { lastDays } from '#shared/analytics/date-range.ts';
import type { Report, ReportQuery } from '#shared/analytics/report.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { laterScreen } from '../../later.tsx';
import { closeReport, readReport, useAnalytics } from '../../state/analytics.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { BestTimes } from './best-times.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Filters } from './filters.tsx';
import { NotProvided } from './not-provided.tsx';
import { SummaryTable } from './summary-table.tsx';
import { Tiles } from './tiles.tsx';
import { TopPosts } from './top-posts.tsx';
import styles from './analytics.module.css';

// Charts are a third of a megabyte that nobody else needs. They come while the report is read, and both are shown at once:
// what came later would push the rest of the page down.
const overTime = laterScreen(async () => (await import('./over-time.tsx')).OverTime);

const USUAL_DAYS = 28;

/** How posts are doing: sums, time, the week, the best, and what networks do not tell. */
export function Analytics(): ReactNode {
  const zone = useZone();
  const [query, setQuery] = useState<ReportQuery>(() => ({
    range: lastDays(USUAL_DAYS, Date.now(), zone),
    channels: [],
    drawn: 'interactions',
  }));
  const report = useAnalytics((state) => state.report);
  const [hasCharts, setHasCharts] = useState(false);

  useEffect(() => {
    void overTime
      .fetch()
      .catch(showFailure)
      .finally(() => setHasCharts(true));
  }, []);
  useEffect(() => {
    readReport(query).catch(showFailure);
  }, [query]);
  useEffect(() => closeReport, []);

  return (
    <Screen title={t.analytics.title} actions={<ExportMenu query={query} isOff={(report?.now.posts ?? 0) === 0} />}>
      <div className={styles.parts}>
        <Filters query={query} onChange={setQuery} />
        {report === undefined || !hasCharts ? <Skeleton h={320} /> : <Parts report={report} drawn={query.drawn} />}
      </div>
    </Screen>
  );
}

function Parts({ report, drawn }: { readonly report: Report; readonly drawn: ReportQuery['drawn'] }): ReactNode {
  if (report.now.posts === 0) {
    return (
      <>
        <EmptyState icon={<IconChartBar size={24} />} title={t.analytics.noPostsTitle} text={t.analytics.noPosts} />
        <NotProvided report={report} />
      </>
    );
  }
  return (
    <>
      <Tiles report={report} />
      {report.unread > 0 && <p className={styles.note}>{t.analytics.unread(report.unread)}</p>}
      <section className={styles.part} aria-label={t.analytics.overTime(analyticsWords().measures[drawn])}>
        <h2 className={styles.title}>{t.analytics.overTime(analyticsWords().measures[drawn])}</h2>
        <overTime.Screen report={report} drawn={drawn} />
        <p className={styles.note}>{t.analytics.grows}</p>
      </section>
      <SummaryTable report={report} by="channel" />
      {report.labels.length > 0 && <SummaryTable report={report} by="label" />}
      <BestTimes times={report.times} />
      <TopPosts report={report} drawn={drawn} />
      <NotProvided report={report} />
    </>
  );
}
