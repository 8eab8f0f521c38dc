import type { ReactNode } from 'react';
import { changeWords, countWords, shareWords } from '#shared/analytics/figures.ts';
import { MEASURES, type Measure } from '#shared/analytics/measures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import type { Report, Summary } from '#shared/analytics/report.ts';
import { changeOf } from '#shared/analytics/totals.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { useChannel } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import styles from './analytics.module.css';

interface Props {
  readonly report: Report;
  readonly by: 'channel' | 'label';
}

/** The sums again, one line for each channel or label. */
export function SummaryTable({ report, by }: Props): ReactNode {
  const title = by === 'channel' ? t.analytics.byChannel : t.analytics.byLabel;
  const measures = MEASURES.filter((measure) => report.now.totals[measure] !== undefined);
  return (
    <section className={styles.part} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- because what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{by === 'channel' ? t.analytics.channel : t.analytics.label}</th>
              {by === 'channel' && <th scope="col">{t.analytics.followers}</th>}
              <th scope="col">{analyticsWords().measures.posts}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col">
                  {analyticsWords().measures[measure]}
                </th>
              ))}
              <th scope="col">{t.analytics.rate}</th>
            </tr>
          </thead>
          <tbody>
            {by === 'channel'
              ? report.channels.map((own) => (
                  <Line key={own.channel} own={own} measures={measures} name={<Channel id={own.channel} />}>
                    <Followers count={own.followers} />
                  </Line>
                ))
              : report.labels.map((own) => <Line key={own.label} own={own} measures={measures} name={own.label} />)}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface LineProps {
  readonly own: Summary;
  readonly measures: readonly Measure[];
  readonly name: ReactNode;
  readonly children?: ReactNode;
}

function Line({ own, measures, name, children }: LineProps): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      {children}
      <td>{countWords(own.posts)}</td>
      {measures.map((measure) => {
        const total = own.totals[measure];
        return <td key={measure}>{total === undefined ? <NotTold /> : countWords(total.value)}</td>;
      })}
      <td>{own.rate === undefined ? <NotTold /> : shareWords(own.rate.value)}</td>
    </tr>
  );
}

/** An empty place that a screen reader can read. */
export function NotTold(): ReactNode {
  return (
    <span className={styles.none} title={t.analytics.notTold}>
      <span aria-hidden>–</span>
      <span className="screen-reader-only">{t.analytics.notTold}</span>
    </span>
  );
}

export function Channel({ id }: { readonly id: ChannelId }): ReactNode {
  const channel = useChannel(id);
  if (channel === undefined) return '…';
  return (
    <span className={styles.who}>
      <ChannelAvatar channel={channel} size={24} />
      {channelName(channel)}
    </span>
  );
}

function Followers({ count }: { readonly count: Report['channels'][number]['followers'] }): ReactNode {
  if (count === undefined) {
    return (
      <td>
        <NotTold />
      </td>
    );
  }
  const change = changeOf(count.count, count.first);
  const hint = change === undefined ? undefined : t.analytics.followersSince(changeWords(change));
  return (
    <td title={hint}>
      {countWords(count.count)}
      {change !== undefined && change !== 0 && <span className={styles.none}> {changeWords(change)}</span>}
    </td>
  );
}
