import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { useCalendar } from '../../state/calendar.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { startOnDay } from './drop-time.ts';
import { PlanForm } from './plan-form.tsx';
import styles from './tray.module.css';

interface Props {
  readonly name: string;
  readonly submit: string;
  readonly onPlan: (planned: PlannedTime) => void;
}

/** The way by keyboard to what dragging does: a day and a time. It begins at the day that is shown. */
export function PlanButton({ name, submit, onPlan }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const zone = useZone();
  const now = useMinute();
  const date = Math.max(
    useCalendar((state) => state.date),
    now,
  );
  const start = startOnDay(date, zone, now) ?? toPlannedTime(Math.ceil((now + 1) / 3_600_000) * 3_600_000, zone);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="left"
      shadow="md"
      width={340}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          className={styles.plan ?? ''}
          size="compact-sm"
          variant="default"
          aria-label={name}
          onClick={() => setOpen(!isOpen)}
        >
          {t.calendar.planOnShort}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <PlanForm
          start={start}
          submit={submit}
          onSubmit={(planned) => {
            setOpen(false);
            onPlan(planned);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
