import { Button } from '@mantine/core';
import { DateTime } from 'luxon';
import { useState, type FormEvent, type ReactNode } from 'react';
import { wallTime, type PlannedTime } from '#shared/time-zones.ts';
import { zoneCity, zoneOffset } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import { TimeField } from '../../ui/time-field.tsx';
import { isPast } from './change-plan.ts';
import styles from './plan-form.module.css';

interface Props {
  readonly start: PlannedTime;
  readonly submit: string;
  readonly onSubmit: (planned: PlannedTime) => void;
  readonly onBack?: () => void;
}

/** A day and a time, for whoever does not drag. */
export function PlanForm({ start, submit, onSubmit, onBack }: Props): ReactNode {
  const now = useMinute();
  const [date, setDate] = useState<string | null>(start.wall.slice(0, 10));
  const [time, setTime] = useState(start.wall.slice(11, 16));
  const wall = wallTime.safeParse(`${date ?? ''}T${time}`);
  const planned = wall.success ? { wall: wall.data, zone: start.zone } : undefined;
  const isOver = planned !== undefined && isPast(planned);
  const today = DateTime.fromMillis(now, { zone: start.zone }).toISODate();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (planned !== undefined && !isOver) onSubmit(planned);
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <div className={styles.fields}>
        <DateField
          zone={start.zone}
          hasWeekday
          label={t.calendar.date}
          value={date}
          onChange={setDate}
          popoverProps={{ withinPortal: false }}
          {...(today !== null && { minDate: today })}
        />
        <TimeField data-autofocus label={t.calendar.time} value={time} onChange={setTime} />
      </div>
      <p className={styles.hint} aria-live="polite">
        {isOver ? t.calendar.pastTime : t.calendar.zone(zoneCity(start.zone), zoneOffset(start.zone, now))}
      </p>
      <div className={styles.buttons}>
        <Button type="submit" disabled={planned === undefined || isOver}>
          {submit}
        </Button>
        {onBack && (
          <Button variant="default" onClick={onBack}>
            {t.calendar.back}
          </Button>
        )}
      </div>
    </form>
  );
}
