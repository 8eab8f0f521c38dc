import { Button, Skeleton } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Channel } from '#shared/channels/channel.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { readActivity, useActivity } from '../../state/activity.store.ts';
import { useChannels } from '../../state/channels.store.ts';
import { setSignIn } from '../../state/sign-in.store.ts';
import { t } from '../../text/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ChannelCard } from './channel-card.tsx';
import styles from './channels.module.css';

/** The accounts posts go out from, and how they are. */
export function Channels(): ReactNode {
  const all = useChannels((state) => state.all);
  const live = all.filter((channel) => channel.state !== 'disconnected');
  const past = all.filter((channel) => channel.state === 'disconnected');
  const isRead = useActivityAnswer();
  const connect = (): void => setSignIn({ step: 'network' });
  if (all.length === 0) {
    return (
      <Screen title={t.channels.title}>
        <EmptyState icon={<IconPlugConnected size={24} />} title={t.channels.emptyTitle} text={t.channels.empty}>
          <Button onClick={connect}>{t.channels.connect}</Button>
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen
      title={t.channels.title}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={connect}>
          {t.channels.connect}
        </Button>
      }
    >
      {isRead ? <Cards live={live} past={past} /> : <Skeleton h={240} />}
    </Screen>
  );
}

/** How the channels have been doing makes cards higher: they come once it is known, or could not be read. */
function useActivityAnswer(): boolean {
  const [isAnswered, setAnswered] = useState(useActivity.getState().isRead);
  useEffect(() => {
    void readActivity()
      .catch(showFailure)
      .finally(() => setAnswered(true));
  }, []);
  return isAnswered;
}

interface CardsProps {
  readonly live: readonly Channel[];
  readonly past: readonly Channel[];
}

function Cards({ live, past }: CardsProps): ReactNode {
  return (
    <>
      <ul className={styles.cards} aria-label={t.channels.list}>
        {live.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} />
        ))}
      </ul>
      {past.length > 0 && (
        <>
          <h2 className={styles.past}>{t.channels.past}</h2>
          <ul className={styles.cards} aria-label={t.channels.past}>
            {past.map((channel) => (
              <ChannelCard key={channel.id} channel={channel} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
