import type { ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/en.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import styles from './counts.module.css';

/** How long the text is for each channel that gets it, in that network's own measure. */
export function Counts({
  text,
  readers,
}: {
  readonly text: string;
  readonly readers: readonly ChannelId[];
}): ReactNode {
  const byId = useChannels((state) => state.byId);
  const channels = readers.flatMap((id) => byId.get(id) ?? []);
  return (
    <ul className={styles.counts}>
      {channels.map((channel) => (
        <Count key={channel.id} text={text} channel={channel} />
      ))}
    </ul>
  );
}

function Count({ text, channel }: { readonly text: string; readonly channel: Channel }): ReactNode {
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
}
