import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { DateTime } from 'luxon';
import { useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { channelId } from '#shared/ids.ts';
import { ACTIVITY_KINDS, type ActivityFilter } from '#shared/ipc/activity.calls.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { go, type Route } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { nearDay } from '../../text/moments.ts';
import { DateField } from '../../ui/date-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import { ActivityRow } from './activity-row.tsx';
import { useActivity } from './use-activity.ts';
import styles from './activity.module.css';

/** Everything that happened, newest first. */
export function Activity({ route }: { readonly route: Extract<Route, { screen: 'activity' }> }): ReactNode {
  const [filter, setFilter] = useState<ActivityFilter>(route.post === undefined ? {} : { post: route.post });
  const { entries, hasMore, readMore } = useActivity(filter);
  return (
    <Screen title={t.activity.title}>
      <Filters filter={filter} onChange={setFilter} />
      {entries === undefined && <Skeleton h={320} />}
      {entries?.length === 0 && <EmptyState icon={<IconHistory size={24} />} text={t.activity.empty} />}
      {entries !== undefined && entries.length > 0 && <Days entries={entries} />}
      {hasMore && (
        <Button variant="subtle" onClick={() => void readMore().catch(showFailure)}>
          {t.app.showMore}
        </Button>
      )}
    </Screen>
  );
}

function Days({ entries }: { readonly entries: NonNullable<ReturnType<typeof useActivity>['entries']> }): ReactNode {
  const zone = useZone();
  const now = useMinute();
  const days = Map.groupBy(entries, (one) => nearDay(one.at, zone, now));
  return [...days].map(([day, list]) => (
    <section key={day} aria-label={day} className={styles.day}>
      <h2 className={styles.dayName}>{day}</h2>
      <ul className={styles.rows}>
        {list.map((entry) => (
          <ActivityRow key={`${entry.kind} ${entry.key}`} entry={entry} />
        ))}
      </ul>
    </section>
  ));
}

interface FiltersProps {
  readonly filter: ActivityFilter;
  readonly onChange: (filter: ActivityFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps): ReactNode {
  const all = useChannels((state) => state.all);
  const kind = filter.kinds?.[0] ?? 'all';
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t.activity.show}
        value={kind}
        onChange={(value) => {
          const kinds = ACTIVITY_KINDS.filter((one) => one === value);
          onChange({ ...filter, kinds });
        }}
        data={[
          { value: 'all', label: t.activity.all },
          ...ACTIVITY_KINDS.map((value) => ({ value, label: t.activity.kinds[value] })),
        ]}
      />
      <Select
        aria-label={t.activity.channel}
        placeholder={t.activity.anyChannel}
        clearable
        value={filter.channel ?? null}
        data={all.map((one) => ({ value: one.id, label: channelName(one) }))}
        onChange={(id) => onChange({ ...filter, channel: id === null ? undefined : channelId.parse(id) })}
      />
      <DayField filter={filter} onChange={onChange} />
      {filter.post !== undefined && (
        <Button variant="light" onClick={() => void go({ screen: 'activity' })}>
          {t.activity.everyPost}
        </Button>
      )}
    </div>
  );
}

function DayField({ filter, onChange }: FiltersProps): ReactNode {
  const zone = useZone();
  const shown = filter.from === undefined ? null : DateTime.fromMillis(filter.from, { zone }).toISODate();
  return (
    <DateField
      className={styles.dayField ?? ''}
      zone={zone}
      toward="back"
      aria-label={t.activity.day}
      placeholder={t.activity.anyDay}
      clearable
      value={shown}
      onChange={(day) => {
        const start = day === null ? undefined : DateTime.fromISO(day, { zone });
        onChange({ ...filter, from: start?.toMillis(), to: start?.plus({ days: 1 }).toMillis() });
      }}
    />
  );
}
