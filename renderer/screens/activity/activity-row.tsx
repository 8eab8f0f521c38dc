import { Button, UnstyledButton } from '@mantine/core';
import { IconPencil, IconPlugConnected, IconSend, IconTableImport, type Icon } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import { never } from '#shared/assert.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { ActivityEntry, ActivityKind } from '#shared/ipc/activity.calls.ts';
import { useChannels } from '../../state/channels.store.ts';
import { go, openPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { momentInWords, timeOfDay } from '../../text/moments.ts';
import { LedgerLines } from '../../ui/ledger-lines.tsx';
import { eventDetails, eventTitle, eventTone } from '../../ui/ledger-words.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { WordDiff } from '../../ui/word-diff.tsx';
import styles from './activity-row.module.css';

const ICONS: Readonly<Record<ActivityKind, Icon>> = {
  post: IconPencil,
  sending: IconSend,
  channel: IconPlugConnected,
  import: IconTableImport,
};

/** One thing that happened: when, what, and to which post. */
export const ActivityRow = memo(function ActivityRow({ entry }: { readonly entry: ActivityEntry }): ReactNode {
  const zone = useZone();
  const Shown = ICONS[entry.kind];
  return (
    <li className={styles.row}>
      <time className={styles.time}>{timeOfDay(entry.at, zone)}</time>
      <span className={styles.icon} data-tone={toneOf(entry)} aria-hidden>
        <Shown size={16} stroke={1.8} />
      </span>
      <div className={styles.what}>
        <p className={styles.title}>
          <Title entry={entry} />
        </p>
        <More entry={entry} />
      </div>
    </li>
  );
});

function toneOf(entry: ActivityEntry): string {
  return entry.kind === 'sending' ? eventTone(lineOf(entry)) : 'idle';
}

function lineOf(entry: Extract<ActivityEntry, { kind: 'sending' }>) {
  return { seq: 0, at: entry.at, event: entry.event, details: entry.details };
}

function Title({ entry }: { readonly entry: ActivityEntry }): ReactNode {
  const byId = useChannels((state) => state.byId);
  const nameOf = (id: Extract<ActivityEntry, { kind: 'channel' }>['channel']): string => {
    const channel = byId.get(id);
    return channel === undefined ? '…' : channelName(channel);
  };
  switch (entry.kind) {
    case 'post': {
      const words: Readonly<Record<string, string>> = t.composer.version;
      return Object.hasOwn(words, entry.command) ? words[entry.command] : entry.command;
    }
    case 'sending':
      return `${eventTitle(lineOf(entry))} ${t.activity.on(nameOf(entry.channel))}`;
    case 'channel':
      return t.activity.channelEvents[entry.event](nameOf(entry.channel));
    case 'import':
      return t.activity.imported(entry.posts, entry.name);
    default:
      return never(entry);
  }
}

function More({ entry }: { readonly entry: ActivityEntry }): ReactNode {
  switch (entry.kind) {
    case 'post':
      return (
        <>
          {entry.words && <WordDiff before={entry.words.before} after={entry.words.after} />}
          <PostLine entry={entry} />
        </>
      );
    case 'sending':
      return <Sending entry={entry} />;
    case 'import':
      return entry.undoneAt === undefined ? null : <p className={styles.soft}>{t.activity.undone}</p>;
    case 'channel':
      return null;
    default:
      return never(entry);
  }
}

function Sending({ entry }: { readonly entry: Extract<ActivityEntry, { kind: 'sending' }> }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const zone = useZone();
  const now = useMinute();
  return (
    <>
      {eventDetails(lineOf(entry), (at) => momentInWords(at, zone, now)).map((words) => (
        <p key={words} className={styles.soft}>
          {words}
        </p>
      ))}
      <PostLine entry={entry}>
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.activity.hideLines : t.activity.lines}
        </Button>
      </PostLine>
      {isOpen && (
        <div className={styles.lines}>
          <LedgerLines publication={entry.publication} />
        </div>
      )}
    </>
  );
}

interface PostLineProps {
  readonly entry: Extract<ActivityEntry, { kind: 'post' | 'sending' }>;
  readonly children?: ReactNode;
}

function PostLine({ entry, children }: PostLineProps): ReactNode {
  const said = entry.excerpt === '' ? t.activity.noWords : entry.excerpt;
  return (
    <div className={styles.post}>
      <UnstyledButton className={styles.excerpt} title={t.activity.openPost} onClick={() => openPost(entry.post)}>
        <span dir="auto">{said}</span>
      </UnstyledButton>
      <Button size="compact-sm" variant="subtle" onClick={() => void go({ screen: 'activity', post: entry.post })}>
        {t.activity.thisPost}
      </Button>
      {children}
    </div>
  );
}
