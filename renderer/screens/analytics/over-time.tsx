import { BarChart } from '@mantine/charts';
import type { ReactNode } from 'react';
import { countWords, stretchWords } from '#shared/analytics/figures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import type { Report, ReportQuery } from '#shared/analytics/report.ts';
import { channelName } from '#shared/channels/channel.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { networkName } from '../../ui/network-mark.tsx';
import { channelColor } from './channel-colors.ts';
import styles from './analytics.module.css';

interface Props {
  readonly report: Report;
  readonly drawn: ReportQuery['drawn'];
}

/** One bar for each stretch of days, stacked by channel. The same numbers stand in the tables below. */
export function OverTime({ report, drawn }: Props): ReactNode {
  const all = useChannels((state) => state.all);
  const shown = report.channels
    .map(({ channel }, at) => ({ channel, color: channelColor(at), known: all.find(({ id }) => id === channel) }))
    .filter(({ channel }) => report.series.some(({ values }) => values[channel] !== undefined))
    .map(({ channel, color, known }) => ({
      name: channel,
      color,
      label: known === undefined ? '…' : `${channelName(known)} (${networkName(known.platform)})`,
    }));
  if (shown.length === 0) return <p className={styles.note}>{t.analytics.noNumbersHere}</p>;
  const bars = report.series.map(({ from, to, values }) => ({ days: stretchWords({ from, to }), ...values }));
  return (
    <div className={styles.card}>
      <div role="img" aria-label={t.analytics.overTime(analyticsWords().measures[drawn])}>
        <BarChart
          h={260}
          data={bars}
          dataKey="days"
          type="stacked"
          series={shown}
          valueFormatter={countWords}
          gridColor="var(--line)"
          textColor="var(--ink-soft)"
          tickLine="none"
          maxBarWidth={36}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ margin: { top: 14 } }}
          xAxisProps={{ minTickGap: 24, interval: 'equidistantPreserveStart' }}
          yAxisProps={{ width: 52, allowDecimals: false }}
        />
      </div>
      <ul className={styles.legend}>
        {shown.map(({ name, color, label }) => (
          <li key={name}>
            <span className={styles.dot} style={{ background: color }} aria-hidden />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
