import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCalendarPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import type { DaySource } from '#shared/calendar/marked-day.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { MOST_ZONES, useCalendar } from '../../state/calendar.store.ts';
import { useMarkedDays } from '../../state/marked-days.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { zoneCity, zoneOffset } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import styles from './calendar-options.module.css';

/** What one sets once: the clocks beside the hours, and days from files. */
export function CalendarOptions(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t.calendar.options}
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t.calendar.optionsShort}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.calendar.options}>
        <Zones />
        <Days />
      </Popover.Dropdown>
    </Popover>
  );
}

function Zones(): ReactNode {
  const zones = useCalendar((state) => state.zones);
  const home = useZone();
  const [attempt, setAttempt] = useState(0);
  const part = useRef<HTMLElement>(null);
  const now = useMinute();
  const add = (zone: string): void => {
    if (zone !== home && !zones.includes(zone)) useCalendar.setState({ zones: [...zones, zone] });
    setAttempt(attempt + 1);
    // The field is made anew, or gone after the last zone: the keyboard stays in here.
    part.current?.focus();
  };
  return (
    <section ref={part} tabIndex={-1} className={styles.part} aria-label={t.calendar.otherZones}>
      <h2 className={styles.title}>{t.calendar.otherZones}</h2>
      <p className={styles.hint}>{t.calendar.otherZonesHint}</p>
      <ul>
        {zones.map((zone) => (
          <li key={zone} className={styles.row}>
            <span className={styles.name}>
              {zoneCity(zone)} <span className={styles.hint}>{zoneOffset(zone, now)}</span>
            </span>
            <ActionIcon
              aria-label={t.calendar.removeZone(zoneCity(zone))}
              onClick={() => useCalendar.setState({ zones: zones.filter((one) => one !== zone) })}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {zones.length < MOST_ZONES && (
        <ZoneSelect
          key={attempt}
          label={t.calendar.addZone}
          value=""
          onChange={add}
          // A list outside of the panel would close it as soon as it is pressed, and be gone before it is let go.
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </section>
  );
}

function Days(): ReactNode {
  const sources = useMarkedDays((state) => state.sources);
  const [isBusy, setBusy] = useState(false);
  const importFile = (): void => {
    setBusy(true);
    importDays()
      .catch(showFailure)
      .finally(() => setBusy(false));
  };
  return (
    <section className={styles.part} aria-label={t.calendar.days}>
      <h2 className={styles.title}>{t.calendar.days}</h2>
      <p className={styles.hint}>{t.calendar.daysHint}</p>
      <ul>
        {sources.map((source) => (
          <li key={source.id} className={styles.row}>
            <span className={styles.name}>
              {source.name} <span className={styles.hint}>{t.calendar.dayEntries(source.events)}</span>
            </span>
            <ActionIcon
              aria-label={t.calendar.removeDays(source.name)}
              onClick={() => void removeSource(source).catch(showFailure)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        data-autofocus
        variant="default"
        loading={isBusy}
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={importFile}
      >
        {t.calendar.importDays}
      </Button>
    </section>
  );
}

async function importDays(): Promise<void> {
  const { imported } = await call('calendar.importDays', undefined);
  if (imported === undefined) return;
  const { name, events, leftOut, isReplaced } = imported;
  const text = leftOut === 0 ? '' : t.calendar.daysLeftOut(leftOut);
  showSuccess((isReplaced ? t.calendar.daysReplaced : t.calendar.daysImported)(name, events), { id: 'days', text });
}

async function removeSource({ id, name }: DaySource): Promise<void> {
  await call('calendar.removeDays', { source: id });
  showSuccess(t.calendar.daysRemoved(name));
}
