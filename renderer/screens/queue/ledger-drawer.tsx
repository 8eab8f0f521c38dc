import { Button, Drawer } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { failureSentence } from '../../failures/failure-words.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useQueue } from '../../state/queue.store.ts';
import { openPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LedgerLines } from '../../ui/ledger-lines.tsx';
import { STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
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
  const entry = useQueue((state) => findEntry(state.parts, publication));
  return (
    <div className={styles.ledger}>
      {entry && <Head entry={entry} />}
      <LedgerLines publication={publication} changedAt={entry?.publication.changedAt} />
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
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <StateMark look={STATE_LOOKS[publication.state]} />
      </div>
      <p dir="auto">{excerpt}</p>
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
