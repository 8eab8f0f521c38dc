import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState, type ReactNode } from 'react';
import { lastDays } from '#shared/analytics/date-range.ts';
import { MEASURES } from '#shared/analytics/measures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import { reportQuery, type ReportQuery } from '#shared/analytics/report.ts';
import { channelName } from '#shared/channels/channel.ts';
import { useChannels } from '../../state/channels.store.ts';
import { usePersonal, useZone } from '../../state/settings.store.ts';
import { fieldFormat } from '../../text/date-typed.ts';
import { t } from '../../text/t.ts';
import { networkName } from '../../ui/network-mark.tsx';
import styles from './analytics.module.css';

const DAYS = [7, 28, 90] as const;
const DRAWN = (['posts', ...MEASURES] as const).map((value) => ({ value, label: analyticsWords().measures[value] }));

interface Props {
  readonly query: ReportQuery;
  readonly onChange: (query: ReportQuery) => void;
}

/** Which days, which channels, and what is drawn. */
export function Filters({ query, onChange }: Props): ReactNode {
  const channels = useChannels((state) => state.all);
  const data = channels.map((one) => ({
    value: one.id,
    label: `${channelName(one)} (${networkName(one.platform)})`,
  }));
  return (
    <div className={styles.filters}>
      <Days query={query} onChange={onChange} />
      <MultiSelect
        className={styles.channels ?? ''}
        aria-label={t.analytics.channels}
        placeholder={query.channels.length === 0 ? t.analytics.allChannels : ''}
        data={data}
        value={[...query.channels]}
        onChange={(chosen) => onChange({ ...query, channels: chosen })}
        clearable
        searchable
      />
      <Select
        className={styles.drawn ?? ''}
        aria-label={t.analytics.draw}
        data={DRAWN}
        value={query.drawn}
        onChange={(chosen) => onChange(reportQuery.parse({ ...query, drawn: chosen ?? query.drawn }))}
        allowDeselect={false}
      />
    </div>
  );
}

function Days({ query, onChange }: Props): ReactNode {
  const zone = useZone();
  const { weekStart } = usePersonal();
  const [chosen, setChosen] = useState<string>('28');
  const [custom, setCustom] = useState<[string | null, string | null]>([query.range.from, query.range.to]);
  const choose = (value: string): void => {
    setChosen(value);
    if (value === 'custom') return setCustom([query.range.from, query.range.to]);
    onChange({ ...query, range: lastDays(Number(value), Date.now(), zone) });
  };
  const pick = (value: [string | null, string | null]): void => {
    setCustom(value);
    const parsed = reportQuery.safeParse({ ...query, range: { from: value[0], to: value[1] } });
    if (parsed.success) onChange(parsed.data);
  };
  return (
    <>
      <SegmentedControl
        aria-label={t.analytics.days}
        value={chosen}
        onChange={choose}
        data={[
          ...DAYS.map((days) => ({ value: String(days), label: t.analytics.lastDays(days) })),
          { value: 'custom', label: t.analytics.custom },
        ]}
      />
      {chosen === 'custom' && (
        <DatePickerInput
          type="range"
          aria-label={t.analytics.custom}
          value={custom}
          onChange={pick}
          valueFormat={fieldFormat(false)}
          firstDayOfWeek={weekStart}
          allowSingleDateInRange
        />
      )}
    </>
  );
}
