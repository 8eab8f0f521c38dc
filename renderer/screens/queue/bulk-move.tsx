import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { DateTime } from 'luxon';
import { useState, type ReactNode } from 'react';
import { lookedFirst } from '../../failures/look-first.tsx';
import { showFailure } from '../../failures/show-notice.tsx';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { DateField } from '../../ui/date-field.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { forGood, movedBy, movedTo, type Bulk, type Chosen } from '#shared/posts/bulk-commands.ts';
import { postsOf, runBulk } from './run-bulk.ts';
import styles from './bulk-bar.module.css';

interface Props {
  readonly chosen: readonly Chosen[];
  /** They are over their time: a shift by days or hours would seldom bring them into the future. */
  readonly isLate?: boolean;
  readonly onDone: () => void;
}

/** By days and hours, or all of them to one time. */
export function BulkMove({ chosen, isLate = false, onDone }: Props): ReactNode {
  const zone = useZone();
  const [how, setHow] = useState<'by' | 'to'>(isLate ? 'to' : 'by');
  const [shift, setShift] = useState({ days: 1, hours: 0 });
  const [date, setDate] = useState<string | null>(() => DateTime.now().setZone(zone).plus({ days: 1 }).toISODate());
  const [time, setTime] = useState('09:00');
  const isReady = how === 'by' ? shift.days !== 0 || shift.hours !== 0 : date !== null && time !== '';

  const move = async (): Promise<void> => {
    const posts = await postsOf(chosen);
    const bulk: Bulk = how === 'by' ? movedBy(posts, shift, zone) : movedTo(posts, { wall: `${date}T${time}`, zone });
    if (!(await lookedFirst(chosen.map(({ post }) => post)))) return;
    if (await runBulk(isLate ? forGood(bulk) : bulk, t.bulk.moved)) onDone();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void move().catch(showFailure);
      }}
    >
      <SegmentedControl
        aria-label={t.bulk.move}
        value={how}
        onChange={(value) => setHow(value === 'to' ? 'to' : 'by')}
        data={[
          { value: 'by', label: t.bulk.moveBy },
          { value: 'to', label: t.bulk.moveTo },
        ]}
      />
      <div className={styles.pair}>
        {how === 'by' ? (
          <>
            <NumberInput
              label={t.bulk.days}
              value={shift.days}
              min={-365}
              max={365}
              allowDecimal={false}
              onChange={(days) => setShift({ ...shift, days: Number(days) })}
            />
            <NumberInput
              label={t.bulk.hours}
              value={shift.hours}
              min={-23}
              max={23}
              allowDecimal={false}
              onChange={(hours) => setShift({ ...shift, hours: Number(hours) })}
            />
          </>
        ) : (
          <>
            <DateField zone={zone} label={t.bulk.date} value={date} onChange={setDate} />
            <TimeField label={t.bulk.time} value={time} onChange={setTime} />
          </>
        )}
      </div>
      <p className={styles.hint}>{t.bulk.moveHint(new Set(chosen.map(({ post }) => post)).size)}</p>
      <Button type="submit" disabled={!isReady}>
        {t.bulk.moveNow}
      </Button>
    </form>
  );
}
