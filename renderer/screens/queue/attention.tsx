import { Skeleton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { useQueue } from '../../state/queue.store.ts';
import { t } from '../../text/t.ts';
import { AttentionBar } from './attention-bar.tsx';
import { AttentionRow } from './attention-row.tsx';
import { More } from './more.tsx';
import { useChosen } from './use-chosen.ts';
import styles from './queue.module.css';

interface Props {
  readonly onOpen: (publication: PublicationId) => void;
}

/** What waits for a person. */
export function Attention({ onOpen }: Props): ReactNode {
  const { entries, isRead } = useQueue((state) => state.parts.attention);
  if (!isRead) return <Skeleton h={72} />;
  if (entries.length === 0) {
    return (
      <p className={styles.calm}>
        <IconCircleCheck size={18} aria-hidden />
        {t.queue.emptyAttention}
      </p>
    );
  }
  return (
    <section aria-label={t.queue.attention} className={styles.attention}>
      <h2 className={styles.title}>
        {t.queue.attention} <span className={styles.count}>{entries.length}</span>
      </h2>
      <Cards entries={entries} onOpen={onOpen} />
      <More part="attention" />
    </section>
  );
}

/** Labels fit everything; what more may be done with a row, the bar knows. */
const ANY = { may: () => true, hasKeys: false };

function Cards({ entries, onOpen }: Props & { readonly entries: readonly QueueEntry[] }): ReactNode {
  const selection = useChosen(entries, ANY);
  const ids = new Set(selection.chosen.map(({ id }) => id));
  return (
    <>
      <AttentionBar selection={selection} entries={entries} />
      <ul className={styles.cards}>
        {entries.map((entry) => (
          <AttentionRow
            key={entry.publication.id}
            entry={entry}
            onOpen={onOpen}
            isChosen={ids.has(entry.publication.id)}
            onChoose={selection.choose}
          />
        ))}
      </ul>
    </>
  );
}
