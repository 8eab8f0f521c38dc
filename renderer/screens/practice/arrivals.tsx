import { Button, Chip } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { arrivedAddress } from '#shared/media/picture-addresses.ts';
import type { Arrived } from '#shared/practice/practice.ts';
import { LOCALE } from '../../text/moments.ts';
import { useChannels } from '../../state/channels.store.ts';
import { usePractice } from '../../state/practice.store.ts';
import { startPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { networkName } from '../../ui/network-mark.tsx';
import { NetworkPost } from '../../ui/network-post.tsx';
import { threadsOf, type ArrivedThread } from './threads-of.ts';
import styles from './practice.module.css';

/** Everything that arrived, newest first, each as its network shows it. */
export function Arrivals(): ReactNode {
  const arrived = usePractice((state) => state.arrived);
  const [only, setOnly] = useState<string>('');
  const networks = useMemo(() => [...new Set(arrived.map((post) => post.platform))], [arrived]);
  const shown = useMemo(
    () => threadsOf(arrived.filter((post) => only === '' || post.platform === only)),
    [arrived, only],
  );
  if (arrived.length === 0) return <Nothing />;
  return (
    <div className={styles.feed}>
      <Chip.Group value={only} onChange={(value) => setOnly(value)}>
        <div className={styles.chips} role="group" aria-label={t.practice.filter}>
          <Chip value="" size="sm" variant="outline">
            {t.practice.all}
          </Chip>
          {networks.map((platform) => (
            <Chip key={platform} value={platform} size="sm" variant="outline">
              {networkName(platform)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <ol className={styles.arrivals} aria-label={t.practice.arrived} aria-live="polite">
        {shown.map((thread) => (
          <li key={`${thread[0].platform} ${thread[0].id}`} className={styles.arrival}>
            <Thread thread={thread} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Thread({ thread }: { readonly thread: ArrivedThread }): ReactNode {
  return thread.map((post, index) => (
    <NetworkPost
      key={post.id}
      platform={post.platform}
      account={post.account}
      when={<time dateTime={new Date(post.at).toISOString()}>{CLOCK.format(post.at)}</time>}
      text={post.text}
      media={post.media.map(({ sha256, mimeType, description }) => ({
        address: arrivedAddress(sha256),
        mimeType,
        alt: description,
      }))}
      pollAnswers={post.pollAnswers}
      link={post.link}
      tags={tagsOf(post)}
      thread={{ above: index > 0, below: index < thread.length - 1 }}
    />
  ));
}

const CLOCK = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });

/** Kinds that say nothing: every network has its own word for a plain post. */
const PLAIN: ReadonlySet<string> = new Set(['post', 'status', 'text', 'tweet', 'feed', 'message', 'image', 'photo']);

function tagsOf({ kind, isRemoved, scheduledFor }: Arrived): readonly string[] {
  return [
    ...(PLAIN.has(kind.toLowerCase()) ? [] : [kind]),
    ...(scheduledFor === undefined ? [] : [t.practice.goesOutAt(CLOCK.format(scheduledFor))]),
    ...(isRemoved ? [t.practice.removed] : []),
  ];
}

function Nothing(): ReactNode {
  const hasChannels = useChannels((state) => state.all.some((one) => one.state !== 'disconnected'));
  return (
    <div className={styles.nothing}>
      <EmptyState icon={<IconInbox size={28} />} title={t.practice.emptyTitle} text={t.practice.emptyText}>
        {hasChannels && <Button onClick={() => startPost()}>{t.app.newPost}</Button>}
      </EmptyState>
    </div>
  );
}
