import { Tabs } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Post, TextPlace } from '#shared/posts/post.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import styles from './text-tabs.module.css';

interface Props {
  readonly channels: readonly ChannelId[];
  readonly variants: Post['variants'];
  readonly place: TextPlace;
  readonly onChoose: (place: TextPlace) => void;
}

/** Whose text is shown: everybody's, or one channel's own. */
export const TextTabs = memo(function TextTabs({ channels, variants, place, onChoose }: Props): ReactNode {
  const byId = useChannels((state) => state.byId);
  return (
    <Tabs
      value={place}
      onChange={(value) => onChoose((value ?? 'shared') as TextPlace)}
      variant="default"
      classNames={{ list: styles.list ?? '', tab: styles.tab ?? '' }}
    >
      <Tabs.List aria-label={t.composer.texts}>
        <Tabs.Tab value="shared">{t.composer.shared}</Tabs.Tab>
        {channels.map((id) => {
          const channel = byId.get(id);
          if (channel === undefined) return null;
          return (
            <Tabs.Tab key={id} value={id} leftSection={<NetworkMark platform={channel.platform} size={14} />}>
              {channelName(channel)}
              {Object.hasOwn(variants, id) && <span className={styles.differs}>{t.composer.differs}</span>}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
    </Tabs>
  );
});
