import { memo, useMemo, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { sentText } from '#shared/posts/channel-additions.ts';
import type { Segment } from '#shared/posts/post.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import styles from './counts.module.css';

interface Props {
  readonly part: Segment;
  readonly isLast: boolean;
  /** The day its links name. */
  readonly date: string;
  readonly readers: readonly ChannelId[];
}

/** How long the text is for each channel that gets it, with what the channel adds, in that network's own measure. */
export function Counts({ part, isLast, date, readers }: Props): ReactNode {
  const zone = useZone();
  const byId = useChannels((state) => state.byId);
  const counts = useMemo(
    () =>
      readers
        .flatMap((id) => byId.get(id) ?? [])
        .map((channel) => ({ channel, text: sentText(part, { channel, zone }, date, isLast) })),
    [readers, byId, part, zone, date, isLast],
  );
  return (
    <ul className={styles.counts}>
      {counts.map(({ channel, text }) => (
        <Count key={channel.id} text={text} channel={channel} />
      ))}
    </ul>
  );
}

interface CountProps {
  readonly text: string;
  readonly channel: Channel;
}

const Count = memo(function Count({ text, channel }: CountProps): ReactNode {
  const rules = platformOf(channel.platform)?.rules;
  if (rules === undefined) return null;
  const { used, limit } = rules.count(text, channel.limits);
  const share = limit === 0 ? 0 : used / limit;
  const tone = share > 1 ? 'over' : share > 0.9 ? 'near' : 'fine';
  const name = channelName(channel);
  return (
    <li className={styles.count} data-tone={tone} title={t.composer.count(name, used, limit)}>
      <NetworkMark platform={channel.platform} size={14} />
      <span className="screen-reader-only">{t.composer.count(name, used, limit)}</span>
      <span aria-hidden>
        {used}/{limit}
      </span>
    </li>
  );
});
