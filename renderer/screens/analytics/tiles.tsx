import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { changeWords, countWords, rangeWords, shareWords } from '#shared/analytics/figures.ts';
import { MEASURES } from '#shared/analytics/measures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import type { Report } from '#shared/analytics/report.ts';
import { changeOf } from '#shared/analytics/totals.ts';
import { t } from '../../text/t.ts';
import styles from './tiles.module.css';

/** The sums of these days, each against the days before. What nobody told has no tile. */
export function Tiles({ report }: { readonly report: Report }): ReactNode {
  const { now, then } = report;
  const told = MEASURES.flatMap((measure) => {
    const total = now.totals[measure];
    return total === undefined ? [] : [{ measure, total, before: then.totals[measure]?.value }];
  });
  return (
    <section aria-label={`${rangeWords(report.range)}, ${t.analytics.comparedWith(rangeWords(report.before))}`}>
      <p className={styles.days}>
        {rangeWords(report.range)}, {t.analytics.comparedWith(rangeWords(report.before))}
      </p>
      <ul className={styles.tiles}>
        <Tile
          name={analyticsWords().measures.posts}
          value={countWords(now.posts)}
          change={changeOf(now.posts, then.posts)}
        />
        {told.map(({ measure, total, before }) => (
          <Tile
            key={measure}
            name={analyticsWords().measures[measure]}
            value={countWords(total.value)}
            change={changeOf(total.value, before)}
            of={t.analytics.toldOf(total.posts, now.posts)}
            {...(measure === 'interactions' && { hint: analyticsWords().interactionsAre })}
          />
        ))}
        {now.rate !== undefined && (
          <Tile
            name={t.analytics.rate}
            value={shareWords(now.rate.value)}
            change={changeOf(now.rate.value, then.rate?.value)}
            of={t.analytics.toldOf(now.rate.posts, now.posts)}
            hint={analyticsWords().rateIs}
          />
        )}
      </ul>
      <p className={styles.formula}>
        {analyticsWords().interactionsAre} {now.rate !== undefined && analyticsWords().rateIs}
      </p>
    </section>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly change: number | undefined;
  readonly of?: string;
  readonly hint?: string;
}

function Tile({ name, value, change, of, hint }: TileProps): ReactNode {
  return (
    <li className={styles.tile} title={hint}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{value}</span>
      <Change change={change} />
      {of !== undefined && of !== '' && <span className={styles.of}>{of}</span>}
    </li>
  );
}

function Change({ change }: { readonly change: number | undefined }): ReactNode {
  if (change === undefined) return <span className={styles.of}>{t.analytics.nothingBefore}</span>;
  const words = changeWords(change);
  const direction = words === '0%' ? 'same' : change > 0 ? 'up' : 'down';
  const Arrow = change > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={styles.change} data-direction={direction}>
      {direction === 'same' ? t.analytics.sameAsBefore : <Arrow size={14} aria-hidden />}
      {direction !== 'same' && words}
    </span>
  );
}
