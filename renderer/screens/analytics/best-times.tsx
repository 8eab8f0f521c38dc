import type { ReactNode } from 'react';
import { ENOUGH_IN_ALL, surest, type BestTimes as Times, type TimeCell } from '#shared/analytics/best-times.ts';
import { shareWords } from '#shared/analytics/figures.ts';
import { t } from '../../text/t.ts';
import shared from './analytics.module.css';
import styles from './best-times.module.css';

const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);
const MOST_SENTENCES = 3;

/** The week as a map, and in words what can be said for sure. */
export function BestTimes({ times }: { readonly times: Times }): ReactNode {
  return (
    <section className={shared.part} aria-label={t.analytics.bestTimes}>
      <h2 className={shared.title}>{t.analytics.bestTimes}</h2>
      {times.posts < ENOUGH_IN_ALL ? (
        <p className={shared.note}>{t.analytics.notEnough(times.posts, ENOUGH_IN_ALL)}</p>
      ) : (
        <>
          <Sentences times={times} />
          <Week cells={times.week} />
          <p className={shared.note}>{t.analytics.bestTimesText}</p>
        </>
      )}
    </section>
  );
}

function Sentences({ times }: { readonly times: Times }): ReactNode {
  const sure = [...surest(times.week), ...surest(times.days), ...surest(times.hours)].slice(0, MOST_SENTENCES);
  if (sure.length === 0) return <p>{t.analytics.nothingSure}</p>;
  return (
    <ul>
      {sure.map((cell) => (
        <li key={placeOf(cell)}>
          {t.analytics.standsOut(
            placeOf(cell),
            cell.well,
            cell.posts,
            shareWords(cell.between?.low ?? 0),
            shareWords(cell.between?.high ?? 1),
          )}
        </li>
      ))}
    </ul>
  );
}

function Week({ cells }: { readonly cells: readonly TimeCell[] }): ReactNode {
  const byPlace = new Map(cells.map((cell) => [`${cell.weekday}/${cell.hour}`, cell]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- because what scrolls must be reached by keyboard (WCAG 2.1.1)
    <div className={shared.scroll} tabIndex={0} role="group" aria-label={t.analytics.bestTimes}>
      <table className={styles.week}>
        <thead>
          <tr>
            <th scope="col">
              <span className="screen-reader-only">{t.analytics.day}</span>
            </th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                <span className="screen-reader-only">{t.analytics.hour(hour)}</span>
                <span aria-hidden>{hour % 3 === 0 ? hour : ''}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {t.analytics.weekdays.map((day, at) => (
            <tr key={day}>
              <th scope="row">
                <span className="screen-reader-only">{day}</span>
                <span aria-hidden>{day.slice(0, 2)}</span>
              </th>
              {HOURS.map((hour) => (
                <Cell key={hour} cell={byPlace.get(`${at + 1}/${hour}`)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Hatched where there are too few posts to say anything. */
function Cell({ cell }: { readonly cell: TimeCell | undefined }): ReactNode {
  if (cell === undefined) {
    return (
      <td>
        <span className="screen-reader-only">{t.analytics.noPostsThen}</span>
      </td>
    );
  }
  const isSure = cell.between !== undefined;
  const words = (isSure ? t.analytics.cell : t.analytics.cellUnsure)(cell.well, cell.posts);
  const share = Math.round((cell.well / cell.posts) * 100);
  return (
    <td title={words} data-unsure={!isSure || undefined} style={{ '--share': `${share}%` } as React.CSSProperties}>
      <span className="screen-reader-only">{words}</span>
      <span aria-hidden className={styles.mark} />
    </td>
  );
}

function placeOf({ weekday, hour }: TimeCell): string {
  const day = weekday === undefined ? undefined : t.analytics.weekdays[weekday - 1];
  const time = hour === undefined ? undefined : t.analytics.hour(hour);
  if (day !== undefined && time !== undefined) return t.analytics.dayAt(day, time);
  return day ?? t.analytics.at(time ?? '');
}
