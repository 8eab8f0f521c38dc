import type { ReactNode } from 'react';
import type { MarkedDay } from '#shared/calendar/marked-day.ts';
import styles from './day-marks.module.css';

/** The names that files give a day: the first one, and how many more there are. */
export function DayMarks({ marks }: { readonly marks: readonly MarkedDay[] }): ReactNode {
  const names = marks.map(({ name }) => name).join(', ');
  return (
    <span className={styles.marks} title={names}>
      <span className={styles.name} dir="auto">
        {marks[0]?.name}
      </span>
      {marks.length > 1 && <span aria-hidden>+{marks.length - 1}</span>}
      {marks.length > 1 && (
        <span className="screen-reader-only">
          {marks
            .slice(1)
            .map(({ name }) => `, ${name}`)
            .join('')}
        </span>
      )}
    </span>
  );
}
