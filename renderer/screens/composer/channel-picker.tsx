import { Button, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { useChannels } from '../../state/channels.store.ts';
import { go } from '../../state/route.store.ts';
import { setSignIn } from '../../state/sign-in.store.ts';
import { t } from '../../text/t.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { networkName } from '../../ui/network-mark.tsx';
import { rememberChannels } from './last-channels.ts';
import styles from './channel-picker.module.css';

interface Props {
  readonly channels: readonly ChannelId[];
  readonly onChange: (channels: readonly ChannelId[]) => void;
}

/** Where the post goes: one switch per channel. */
export const ChannelPicker = memo(function ChannelPicker({ channels, onChange }: Props): ReactNode {
  const all = useChannels((state) => state.all);
  const chosen = new Set(channels);
  const shown = all.filter((channel) => channel.state !== 'disconnected' || chosen.has(channel.id));

  const toggle = (id: ChannelId): void => {
    const next = chosen.has(id) ? channels.filter((one) => one !== id) : [...channels, id];
    rememberChannels(next);
    onChange(next);
  };

  if (shown.length === 0) {
    return (
      <div className={styles.none}>
        <span>{t.composer.noChannels}</span>
        <Button
          variant="light"
          leftSection={<IconPlugConnected size={18} aria-hidden />}
          onClick={() => void connectOne()}
        >
          {t.composer.connectChannel}
        </Button>
      </div>
    );
  }
  return (
    <div role="group" aria-label={t.composer.channels} className={styles.picker}>
      {shown.map((channel) => (
        <UnstyledButton
          key={channel.id}
          role="checkbox"
          aria-checked={chosen.has(channel.id)}
          aria-label={`${channelName(channel)} (${networkName(channel.platform)})`}
          className={styles.channel}
          onClick={() => toggle(channel.id)}
        >
          <ChannelAvatar channel={channel} size={28} />
          <span className={styles.name} dir="auto">
            {channelName(channel)}
          </span>
          <span className={styles.check} aria-hidden>
            <IconCheck size={14} stroke={3} />
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
});

async function connectOne(): Promise<void> {
  await go({ screen: 'channels' });
  setSignIn({ step: 'network' });
}
