import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconCalendarPlus, IconReceipt } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { readQueue, useQueue, type QueuePart } from '../../state/queue.store.ts';
import { go, startPost, type Route } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { CsvMenu } from '../../ui/csv-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Attention } from './attention.tsx';
import { LedgerDrawer } from './ledger-drawer.tsx';
import { More } from './more.tsx';
import { QueueRow } from './queue-row.tsx';
import { Upcoming } from './upcoming.tsx';
import styles from './queue.module.css';

type QueueRoute = Extract<Route, { screen: 'queue' }>;

/** What needs a person, what goes out next, and what has gone out. */
export function Queue({ route }: { readonly route: QueueRoute }): ReactNode {
  const [part, setPart] = useState<Exclude<QueuePart, 'attention'>>('upcoming');
  const open = (publication: PublicationId): void => void go({ screen: 'queue', publication });

  useEffect(() => {
    Promise.all([readQueue('attention'), readQueue('upcoming'), readQueue('history')]).catch(showFailure);
  }, []);

  return (
    <Screen title={t.queue.title} actions={<CsvMenu />}>
      <Attention onOpen={open} />
      <div className={styles.part}>
        <SegmentedControl
          aria-label={t.queue.title}
          value={part}
          onChange={(value) => setPart(value === 'history' ? 'history' : 'upcoming')}
          data={[
            { value: 'upcoming', label: t.queue.upcoming },
            { value: 'history', label: t.queue.history },
          ]}
        />
        <Part part={part} onOpen={open} />
      </div>
      <LedgerDrawer publication={route.publication} onClose={() => void go({ screen: 'queue' })} />
    </Screen>
  );
}

interface PartProps {
  readonly onOpen: (publication: PublicationId) => void;
}

function Part({ part, onOpen }: PartProps & { readonly part: Exclude<QueuePart, 'attention'> }): ReactNode {
  const { entries, isRead } = useQueue((state) => state.parts[part]);
  if (!isRead) return <Skeleton h={240} />;
  if (entries.length === 0) return <Empty part={part} />;
  return (
    <section aria-label={part === 'upcoming' ? t.queue.upcoming : t.queue.history}>
      {part === 'upcoming' ? (
        <Upcoming entries={entries} onOpen={onOpen} />
      ) : (
        <ul className={styles.rows}>
          {entries.map((entry) => (
            <QueueRow key={entry.publication.id} entry={entry} onOpen={onOpen} />
          ))}
        </ul>
      )}
      <More part={part} />
    </section>
  );
}

function Empty({ part }: { readonly part: 'upcoming' | 'history' }): ReactNode {
  if (part === 'history') return <EmptyState icon={<IconReceipt size={24} />} text={t.queue.emptyHistory} />;
  return (
    <EmptyState icon={<IconCalendarPlus size={24} />} text={t.queue.emptyUpcoming}>
      <Button onClick={() => startPost()}>{t.app.newPost}</Button>
    </EmptyState>
  );
}
