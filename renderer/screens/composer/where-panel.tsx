import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useChannel } from '../../state/channels.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { lateness, nearMoment } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import { OutThere } from './out-there.tsx';
import styles from './where-panel.module.css';

/** How far the post is on each of its channels, with its proof or what stands in the way. */
export const WherePanel = memo(function WherePanel({
  publications,
}: {
  readonly publications: readonly Publication[];
}): ReactNode {
  if (publications.length === 0) return null;
  return (
    <section aria-label={t.composer.where} className={styles.panel}>
      <h2 className={styles.title}>{t.composer.where}</h2>
      <ul className={styles.list}>
        {publications.map((publication) => (
          <Place key={publication.id} publication={publication} />
        ))}
      </ul>
    </section>
  );
});

function Place({ publication }: { readonly publication: Publication }): ReactNode {
  const channel = useChannel(publication.channel);
  const zone = useZone();
  const now = useMinute();
  const receipt = 'receipt' in publication ? publication.receipt : undefined;
  const why = 'why' in publication ? publication.why : undefined;
  const name = channel === undefined ? '…' : channelName(channel);
  return (
    <li className={styles.place}>
      {channel && <ChannelAvatar channel={channel} size={28} />}
      <div className={styles.about}>
        <div className={styles.line}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <StateMark look={STATE_LOOKS[publication.state]} />
          {(publication.state === 'published' || publication.state === 'handed-over') && (
            <OutThere publication={publication} name={name} />
          )}
        </div>
        {receipt?.removedAt !== undefined && (
          <span className={styles.soft}>{t.composer.removedAt(nearMoment(receipt.removedAt, zone, now))}</span>
        )}
        {receipt && receipt.removedAt === undefined && (
          <div className={styles.line}>
            <span className={styles.soft}>
              {nearMoment(receipt.publishedAt, zone, now)}
              {publication.state === 'published' &&
                publication.startedAt !== undefined &&
                `, ${lateness(publication.dueAt, publication.startedAt)}`}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t.queue.openOn(name)}
              rightSection={<IconExternalLink size={14} aria-hidden />}
              onClick={() => void call('publishing.openPermalink', { publication: publication.id }).catch(showFailure)}
            >
              {t.queue.open}
            </Button>
          </div>
        )}
      </div>
      {receipt?.without?.map((missing) => (
        <FailureNotice key={missing.code} failure={missing} about={{ channel: publication.channel }} />
      ))}
      {why && <FailureNotice failure={why} about={{ publication: publication.id, channel: publication.channel }} />}
    </li>
  );
}
