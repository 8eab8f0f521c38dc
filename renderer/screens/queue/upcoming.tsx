import { Switch } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId, PostId, PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { useChannel } from '../../state/channels.store.ts';
import { moveInQueue } from '../../state/move-in-plan.ts';
import { t } from '../../text/t.ts';
import { BulkBar } from './bulk-bar.tsx';
import { QueueRow } from './queue-row.tsx';
import { mayChoose, useChosen } from './use-chosen.ts';
import { useRowDrag } from './use-row-drag.ts';
import styles from './queue.module.css';

interface Props {
  readonly entries: readonly QueueEntry[];
  readonly onOpen: (publication: PublicationId) => void;
}

/** What goes out next: rows to choose many of, by channel where that is wanted. */
export function Upcoming({ entries, onOpen }: Props): ReactNode {
  const [isGrouped, setGrouped] = useState(false);
  const groups = useMemo(
    () => (isGrouped ? byChannel(entries) : [{ channel: undefined, entries }]),
    [entries, isGrouped],
  );
  const inOrder = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const selection = useChosen(inOrder);
  const ids = new Set(selection.chosen.map(({ id }) => id));
  const { dragged, take } = useRowDrag(putInPlaceOf);
  return (
    <>
      <div className={styles.tools}>
        <BulkBar selection={selection} />
        <Switch
          label={t.bulk.group}
          checked={isGrouped}
          onChange={(event) => setGrouped(event.currentTarget.checked)}
        />
      </div>
      {groups.map((group) => (
        <div key={group.channel ?? 'all'} className={styles.group}>
          {group.channel !== undefined && <GroupName channel={group.channel} count={group.entries.length} />}
          <ul className={styles.rows} data-is-dragging={dragged !== undefined || undefined}>
            {group.entries.map((entry) => (
              <QueueRow
                key={entry.publication.id}
                entry={entry}
                onOpen={onOpen}
                isChosen={ids.has(entry.publication.id)}
                isTaken={dragged?.post === entry.publication.post}
                line={dragged?.over?.post === entry.publication.post ? dragged.over.side : undefined}
                {...(mayChoose(entry.publication) && { onChoose: selection.choose, onTake: take })}
              />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function putInPlaceOf(post: PostId, onto: PostId): void {
  void moveInQueue(post, onto);
}

function GroupName({ channel: id, count }: { readonly channel: ChannelId; readonly count: number }): ReactNode {
  const channel = useChannel(id);
  return (
    <h2 className={styles.title}>
      {channel === undefined ? '…' : channelName(channel)} <span className={styles.soft}>{count}</span>
    </h2>
  );
}

function byChannel(entries: readonly QueueEntry[]) {
  const groups = Map.groupBy(entries, (entry) => entry.publication.channel);
  return [...groups].map(([channel, list]) => ({ channel, entries: list }));
}
