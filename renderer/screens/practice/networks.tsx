import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { PracticeNetwork } from '#shared/practice/practice.ts';
import { useChannels } from '../../state/channels.store.ts';
import { connectChannel } from '../../state/connect-channel.ts';
import { usePractice } from '../../state/practice.store.ts';
import { t } from '../../text/t.ts';
import { networkName, NetworkMark } from '../../ui/network-mark.tsx';
import styles from './practice.module.css';

/** Every network there is to practise with: connected, or one click and the network's own page away from it. */
export function Networks(): ReactNode {
  const networks = usePractice((state) => state.networks);
  const channels = useChannels((state) => state.all);
  return (
    <section className={styles.panel} aria-label={t.practice.networks}>
      <h2 className={styles.panelTitle}>{t.practice.networks}</h2>
      <ul className={styles.networks}>
        {networks.map((network) => (
          <Network
            key={network.platform}
            network={network}
            channel={channels.find((one) => one.platform === network.platform && one.state !== 'disconnected')}
          />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly network: PracticeNetwork;
  readonly channel: Channel | undefined;
}

function Network({ network, channel }: Props): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const { platform, way, answers } = network;
  const name = networkName(platform);
  const isIn = channel !== undefined && channel.state !== 'signed-out';
  const connect = (): void => {
    setBusy(true);
    void connectChannel(platform, way, answers, channel?.id).finally(() => setBusy(false));
  };
  return (
    <li className={styles.network}>
      <NetworkMark platform={platform} size={24} />
      <span className={styles.networkName}>{name}</span>
      {isIn ? (
        <span className={styles.isIn}>
          <IconCheck size={16} aria-hidden />
          <span className={styles.channel} dir="auto">
            {channelName(channel)}
          </span>
        </span>
      ) : (
        <Button
          size="xs"
          variant={channel === undefined ? 'light' : 'filled'}
          loading={isBusy}
          onClick={connect}
          aria-label={channel === undefined ? t.practice.connectTo(name) : t.practice.connectAgain(name)}
        >
          {channel === undefined ? t.practice.connect : t.channels.reconnect}
        </Button>
      )}
    </li>
  );
}
