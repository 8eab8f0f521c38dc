import { Skeleton, Timeline } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';
import { useZone } from '../state/settings.store.ts';
import { t } from '../text/t.ts';
import { momentInWords, nearDay, timeWithSeconds } from '../text/moments.ts';
import { eventDetails, eventTitle, eventTone } from './ledger-words.ts';
import { useMinute } from './use-ticking.ts';
import styles from './ledger-lines.module.css';

interface Props {
  readonly publication: PublicationId;
  /** When it last moved on: its lines are read again then. */
  readonly changedAt?: number | undefined;
}

/** Every line of a publication's ledger, in plain words, oldest first. */
export function LedgerLines({ publication, changedAt }: Props): ReactNode {
  const [entries, setEntries] = useState<readonly LedgerEntry[]>();
  const zone = useZone();
  const now = useMinute();

  useEffect(() => {
    void changedAt;
    call('publishing.ledger', { publication }).then(setEntries, showFailure);
  }, [publication, changedAt]);

  if (entries === undefined) return <Skeleton h={200} />;
  if (entries.length === 0) return <p className={styles.soft}>{t.ledger.empty}</p>;
  return (
    <Timeline bulletSize={14} lineWidth={2} active={entries.length}>
      {entries.map((line) => (
        <Timeline.Item key={line.seq} title={eventTitle(line)} color={`var(--${eventTone(line)})`}>
          <p className={styles.soft}>
            {nearDay(line.at, zone, now)}, {timeWithSeconds(line.at, zone)}
          </p>
          {eventDetails(line, (at) => momentInWords(at, zone, now)).map((words) => (
            <p key={words} className={styles.detail}>
              {words}
            </p>
          ))}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
