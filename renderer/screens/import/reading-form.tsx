import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { IconAlertTriangle, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { OpenedCsv } from '#shared/ipc/csv.calls.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { field, FIELDS, type Field } from '#shared/posts/csv-columns.ts';
import type { CsvReading } from '#shared/posts/csv-rows.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { readCsvAs, useCsv } from '../../state/csv.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { momentInWords } from '../../text/moments.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import styles from './import-posts.module.css';

const change = (part: Partial<CsvReading>): void => void readCsvAs(part).catch(showFailure);

/** How the file is read: what was guessed, for the person to change. */
export function ReadingForm({ opened }: { readonly opened: OpenedCsv }): ReactNode {
  const reading = useCsv((state) => state.reading);
  if (reading === undefined) return null;
  return (
    <section className={styles.form} aria-label={opened.name}>
      <About opened={opened} />
      {!opened.isOwn && <ChannelsField reading={reading} />}
      {opened.order === 'either' && (
        <div className={styles.field}>
          <span className={styles.label}>{t.csv.order}</span>
          <SegmentedControl
            aria-label={t.csv.order}
            orientation="vertical"
            value={reading.order}
            onChange={(value) => change({ order: value === 'month-first' ? 'month-first' : 'day-first' })}
            data={(['day-first', 'month-first'] as const).map((value) => ({ value, label: t.csv.orders[value] }))}
          />
          <p className={styles.warn}>{t.csv.orderAsked}</p>
        </div>
      )}
      <Checkbox
        label={t.csv.fetch}
        description={t.csv.fetchHint}
        checked={reading.fetchPictures}
        onChange={(event) => change({ fetchPictures: event.currentTarget.checked })}
      />
      <div className={styles.field}>
        <span className={styles.label}>{t.csv.unplannable}</span>
        <SegmentedControl
          aria-label={t.csv.unplannable}
          orientation="vertical"
          value={reading.unplannable}
          onChange={(value) => change({ unplannable: value === 'as-draft' ? 'as-draft' : 'leave-out' })}
          data={(['leave-out', 'as-draft'] as const).map((value) => ({ value, label: t.csv.unplannables[value] }))}
        />
      </div>
      {!opened.isOwn && <Columns opened={opened} reading={reading} />}
    </section>
  );
}

function About({ opened }: { readonly opened: OpenedCsv }): ReactNode {
  const zone = useZone();
  const now = useMinute();
  return (
    <div className={styles.about}>
      <IconTable size={20} aria-hidden />
      <div>
        <p className={styles.name}>{opened.name}</p>
        <p className={styles.soft}>
          {t.csv.rows(opened.rows)} · {opened.encoding}
        </p>
        {opened.importedAt !== undefined && (
          <p className={styles.warn}>
            <IconAlertTriangle size={14} aria-hidden /> {t.csv.importedAt(momentInWords(opened.importedAt, zone, now))}
          </p>
        )}
      </div>
    </div>
  );
}

function ChannelsField({ reading }: { readonly reading: CsvReading }): ReactNode {
  const all = useChannels((state) => state.all);
  const shown = all.filter(({ state }) => state !== 'disconnected');
  const set = (id: ChannelId, isOn: boolean): void =>
    change({ channels: isOn ? [...reading.channels, id] : reading.channels.filter((one) => one !== id) });
  return (
    <fieldset className={styles.channels}>
      <legend className={styles.label}>{t.csv.channels}</legend>
      {shown.map((one) => (
        <Checkbox
          key={one.id}
          label={channelName(one)}
          description={platformOf(one.platform)?.name}
          checked={reading.channels.includes(one.id)}
          onChange={(event) => set(one.id, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}

function Columns({ opened, reading }: { readonly opened: OpenedCsv; readonly reading: CsvReading }): ReactNode {
  const [first = []] = opened.sample;
  const setColumn = (at: number, kind: Field): void =>
    change({ columns: reading.columns.map((before, place) => (place === at ? kind : before)) });
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t.csv.columns}</span>
      <Checkbox
        label={t.csv.hasHeader}
        checked={reading.hasHeader}
        onChange={(event) => {
          const hasHeader = event.currentTarget.checked;
          change({ hasHeader, columns: hasHeader ? opened.guesses.withNames : opened.guesses.withoutNames });
        }}
      />
      {reading.columns.map((kind, at) => {
        const name = (reading.hasHeader ? first[at]?.trim() : '') || t.csv.unnamed(at + 1);
        const [example = ''] = opened.sample.slice(reading.hasHeader ? 1 : 0).flatMap((row) => row[at] || []);
        return (
          <div key={at} className={styles.column}>
            <span className={styles.columnName} title={name}>
              {name}
              <span className={styles.soft}>{example}</span>
            </span>
            <Select
              aria-label={t.csv.column(name)}
              allowDeselect={false}
              value={kind}
              data={FIELDS.map((value) => ({ value, label: t.csv.fields[value] }))}
              onChange={(value) => setColumn(at, field.parse(value))}
            />
          </div>
        );
      })}
    </div>
  );
}
