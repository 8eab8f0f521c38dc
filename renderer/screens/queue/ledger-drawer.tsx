import { Button, Drawer, Skeleton, Timeline } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { LedgerEntry, QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { failureSentence } from '../../failures/failure-words.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useQueue } from '../../state/queue.store.ts';
import { openPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/en.ts';
import { nearDay, momentInWords, timeWithSeconds } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import { eventDetails, eventTitle, eventTone } from './ledger-words.ts';
import styles from './ledger-drawer.module.css';

interface Props {
  readonly publication: PublicationId | undefined;
  readonly onClose: () => void;
}

/** The whole story of one publication, told from its ledger. */
export function LedgerDrawer({ publication, onClose }: Props): ReactNode {
  return (
    <Drawer
      opened={publication !== undefined}
      onClose={onClose}
      title={t.ledger.title}
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      {publication !== undefined && <Ledger publication={publication} />}
    </Drawer>
  );
}

function Ledger({ publication }: { readonly publication: PublicationId }): ReactNode {
  const [entries, setEntries] = useState<readonly LedgerEntry[]>();
  const entry = useQueue((state) => findEntry(state.parts, publication));
  const changedAt = entry?.publication.changedAt;
  const zone = useZone();
  const now = useMinute();

  useEffect(() => {
    // Read again whenever the publication moves on.
    void changedAt;
    call('publishing.ledger', { publication }).then(setEntries, showFailure);
  }, [publication, changedAt]);

  return (
    <div className={styles.ledger}>
      {entry && <Head entry={entry} />}
      {entries === undefined && <Skeleton h={200} />}
      {entries?.length === 0 && <p className={styles.soft}>{t.ledger.empty}</p>}
      {entries !== undefined && entries.length > 0 && (
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
      )}
    </div>
  );
}

function Head({ entry }: { readonly entry: QueueEntry }): ReactNode {
  const { publication, excerpt } = entry;
  const channel = useChannels((state) => state.byId.get(publication.channel));
  const receipt = 'receipt' in publication ? publication.receipt : undefined;
  const why = 'why' in publication ? publication.why : undefined;
  const name = channel === undefined ? '…' : channelName(channel);
  return (
    <div className={styles.head}>
      <div className={styles.who}>
        {channel && <ChannelAvatar channel={channel} size={36} />}
        <span className={styles.name}>{name}</span>
        <StateMark look={STATE_LOOKS[publication.state]} />
      </div>
      <p>{excerpt}</p>
      {why && <p className={styles.soft}>{failureSentence(why)}</p>}
      {receipt && <p className={styles.soft}>{t.ledger.confirmedBy[receipt.confirmedBy]}</p>}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => openPost(publication.post)}>
          {t.offer.openPost}
        </Button>
        {receipt && (
          <Button
            variant="light"
            aria-label={t.queue.openOn(name)}
            rightSection={<IconExternalLink size={16} aria-hidden />}
            onClick={() => void call('publishing.openPermalink', { publication: publication.id }).catch(showFailure)}
          >
            {t.queue.open}
          </Button>
        )}
      </div>
    </div>
  );
}

function findEntry(
  parts: ReturnType<typeof useQueue.getState>['parts'],
  publication: PublicationId,
): QueueEntry | undefined {
  const all = [parts.attention, parts.upcoming, parts.history];
  for (const { entries } of all) {
    const found = entries.find((entry) => entry.publication.id === publication);
    if (found !== undefined) return found;
  }
  return undefined;
}
