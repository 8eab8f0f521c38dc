import { Checkbox, Pagination, SegmentedControl, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { memo, useMemo, useState, type ReactNode } from 'react';
import type { PreviewRow } from '#shared/ipc/csv.calls.ts';
import { rowProblemSentence, type RowProblem } from '#shared/posts/row-problems.ts';
import { useChannels } from '../../state/channels.store.ts';
import { takeRow, useCsv } from '../../state/csv.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { nearMoment } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import styles from './preview-table.module.css';

const PAGE = 50;

/** Every row of the file: what becomes of it, and what is odd about it. A page at a time. */
export function PreviewTable(): ReactNode {
  const rows = useCsv((state) => state.rows);
  const [page, setPage] = useState(1);
  const [isOnlyOdd, setOnlyOdd] = useState(false);
  const odd = useMemo(() => rows?.filter((row) => row.problems.length > 0) ?? [], [rows]);
  if (rows === undefined) return <Skeleton h={320} aria-label={t.csv.reading} />;
  const shown = isOnlyOdd ? odd : rows;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const at = Math.min(page, pages);
  return (
    <section className={styles.preview} aria-label={t.csv.preview}>
      <div className={styles.head}>
        <SegmentedControl
          aria-label={t.csv.only}
          value={isOnlyOdd ? 'odd' : 'all'}
          onChange={(value) => {
            setOnlyOdd(value === 'odd');
            setPage(1);
          }}
          data={[
            { value: 'all', label: t.csv.onlyAll(rows.length) },
            { value: 'odd', label: t.csv.onlyOdd(odd.length) },
          ]}
        />
        <Counts rows={rows} />
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.csv.row}</th>
            <th scope="col">{t.csv.when}</th>
            <th scope="col">{t.csv.what}</th>
            <th scope="col">{t.csv.state}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice((at - 1) * PAGE, at * PAGE).map((row) => (
            <Row key={row.row} row={row} />
          ))}
        </tbody>
      </table>
      {pages > 1 && <Pagination total={pages} value={at} onChange={setPage} />}
    </section>
  );
}

function Counts({ rows }: { readonly rows: readonly PreviewRow[] }): ReactNode {
  const leftOut = useCsv((state) => state.leftOut);
  const counts = { planned: 0, draft: 0, 'left-out': 0 };
  for (const one of rows) counts[leftOut.has(one.row) ? 'left-out' : one.becomes] += 1;
  return (
    <p className={styles.counts} role="status">
      {(['planned', 'draft', 'left-out'] as const).map((one) => (
        <span key={one} className={styles.becomes} data-becomes={one}>
          {t.csv.becomes[one]} {counts[one]}
        </span>
      ))}
    </p>
  );
}

const Row = memo(function Row({ row }: { readonly row: PreviewRow }): ReactNode {
  const isLeftOut = useCsv((state) => state.leftOut.has(row.row));
  const zone = useZone();
  const now = useMinute();
  const becomes = isLeftOut ? 'left-out' : row.becomes;
  return (
    <tr data-out={becomes === 'left-out' || undefined}>
      <td className={styles.number}>
        <Checkbox
          aria-label={t.csv.take(row.row)}
          label={row.row}
          checked={becomes !== 'left-out'}
          disabled={row.becomes === 'left-out'}
          onChange={(event) => takeRow(row.row, event.currentTarget.checked)}
        />
      </td>
      <td className={styles.when}>{row.dueAt === undefined ? '–' : nearMoment(row.dueAt, zone, now)}</td>
      <td className={styles.what}>
        <p className={styles.excerpt} dir="auto">
          {row.excerpt === '' ? t.drafts.noWords : row.excerpt}
        </p>
        <p className={styles.soft}>
          <Faces row={row} />
          {row.parts > 1 && ` ${t.queue.parts(row.parts)}`}
          {row.files > 0 && ` ${t.media.files(row.files)}`}
        </p>
        {row.problems.map((problem, at) => (
          <Oddity key={at} problem={problem} />
        ))}
      </td>
      <td>
        <span className={styles.becomes} data-becomes={becomes}>
          {t.csv.becomes[becomes]}
        </span>
      </td>
    </tr>
  );
});

function Oddity({ problem }: { readonly problem: RowProblem }): ReactNode {
  const Shown = problem.severity === 'warns' ? IconInfoCircle : IconAlertTriangle;
  return (
    <p className={styles.problem} data-severity={problem.severity}>
      <Shown size={14} aria-hidden />
      <span>
        <b>{t.csv.fields[problem.field]}:</b> {rowProblemSentence(problem)}
      </span>
    </p>
  );
}

function Faces({ row }: { readonly row: PreviewRow }): ReactNode {
  const byId = useChannels((state) => state.byId);
  return (
    <span className={styles.faces}>
      {row.channels.slice(0, 6).map((id) => {
        const channel = byId.get(id);
        return channel && <ChannelAvatar key={id} channel={channel} size={24} />;
      })}
    </span>
  );
}
