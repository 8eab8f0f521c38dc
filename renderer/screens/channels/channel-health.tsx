import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Channel } from '#shared/channels/channel.ts';
import { failureSentence } from '../../failures/failure-words.ts';
import { useActivity } from '../../state/activity.store.ts';
import { t } from '../../text/t.ts';
import { fromNow } from '../../text/moments.ts';
import { useTicking } from '../../ui/use-ticking.ts';
import styles from './channel-card.module.css';

/** How a channel has been doing: what last went out, what last went wrong, and what is left of its quota. */
export function ChannelHealth({ channel }: { readonly channel: Channel }): ReactNode {
  const { isRead, byChannel } = useActivity();
  const { lastOutAt, lastTrouble } = byChannel.get(channel.id) ?? {};
  const out = useTicking((now) =>
    lastOutAt === undefined ? t.health.nothingOut : t.health.lastOut(fromNow(lastOutAt, now)),
  );
  const trouble = useTicking((now) =>
    lastTrouble === undefined ? '' : t.health.lastTrouble(fromNow(lastTrouble.at, now)),
  );
  const quota = useTicking((now) => quotaWords(channel, now));
  // What went out after it shows that it is over.
  const isOver = lastTrouble === undefined || (lastOutAt ?? 0) > lastTrouble.at;
  if (!isRead) return null;
  return (
    <ul className={styles.health}>
      {channel.pausedBecause !== undefined && <li>{channel.pausedBecause}</li>}
      <li className={styles.soft}>{out}</li>
      {quota !== '' && <li className={styles.soft}>{quota}</li>}
      {lastTrouble && !isOver && (
        <li className={styles.trouble} title={failureSentence(lastTrouble.why)}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>
            {trouble}: {failureSentence(lastTrouble.why)}
          </span>
        </li>
      )}
    </ul>
  );
}

/** Only while what was asked still tells something. */
function quotaWords({ quota }: Channel, now: number): string {
  if (quota === undefined || now > quota.at + quota.periodMs) return '';
  return t.health.quota(quota.used, quota.limit, Math.round(quota.periodMs / 3_600_000));
}
