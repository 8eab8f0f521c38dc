import { Button, Popover } from '@mantine/core';
import { IconCalendarTime, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { offeredAction } from '../../failures/offered-action.ts';
import { failureSentence } from '../../failures/failure-words.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { duplicate } from '../../state/act-on-posts.ts';
import { useChannel } from '../../state/channels.store.ts';
import { needMedia, useMedia } from '../../state/media.store.ts';
import { usePlanEntries } from '../../state/plan-entries.store.ts';
import { readPosts, usePosts } from '../../state/posts.store.ts';
import { openPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { longDay, timeOfDay, zoneCity, zoneOffset } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { PROGRESS_LOOKS, STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { moveTo, remove } from './change-plan.ts';
import { saidBy } from './entry-look.ts';
import { PlanForm } from './plan-form.tsx';
import styles from './quick-look.module.css';

export interface LookAt {
  readonly id: PostId;
  /** Where the entry is in the window. */
  readonly beside: DOMRect;
}

interface Props {
  readonly at: LookAt;
  readonly onClose: () => void;
}

/** A look at one post beside its entry, with what is done to it most. The calendar stays where it is. */
export function QuickLook({ at, onClose }: Props): ReactNode {
  const entry = usePlanEntries((state) => state.byId.get(at.id));
  const view = usePosts((state) => state.byId.get(at.id));
  useEffect(() => {
    readPosts([at.id]).catch(showFailure);
  }, [at.id]);
  // Back to where one came from, if it is still there.
  useEffect(() => () => document.querySelector<HTMLElement>(`[data-day] [data-entry="${at.id}"]`)?.focus(), [at.id]);
  const isGone = entry === undefined;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  const { left, top, width, height } = at.beside;
  if (entry === undefined) return null;
  return (
    <Popover
      // What it shows is read first: it takes some milliseconds, and nothing jumps.
      opened={view !== undefined}
      onDismiss={onClose}
      trapFocus
      withRoles={false}
      position="right"
      shadow="md"
      width={380}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={styles.anchor} style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" className={styles.look ?? ''} aria-label={lookName(entry)}>
        {view && <Looked entry={entry} view={view} onClose={onClose} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function lookName(entry: CalendarEntry): string {
  return saidBy(entry).slice(0, 60);
}

interface LookedProps {
  readonly entry: CalendarEntry;
  readonly view: PostView;
  readonly onClose: () => void;
}

function Looked({ entry, view, onClose }: LookedProps): ReactNode {
  const zone = useZone();
  const [isMoving, setMoving] = useState(false);
  const { planned } = entry;
  return (
    <>
      <header className={styles.when}>
        <span className={styles.time}>{timeOfDay(entry.dueAt, zone)}</span>
        <span>{longDay(entry.dueAt, zone)}</span>
        <span className={styles.soft}>
          {zoneCity(zone)} ({zoneOffset(zone, entry.dueAt)})
        </span>
      </header>
      <Words view={view} entry={entry} />
      <Thumbs view={view} />
      <LabelMarks ids={entry.labels} />
      <Channels entry={entry} view={view} onClose={onClose} />
      {isMoving && planned !== undefined ? (
        <PlanForm
          start={planned}
          submit={t.calendar.moveThere}
          onBack={() => setMoving(false)}
          onSubmit={(to) => {
            onClose();
            void moveTo(entry, to);
          }}
        />
      ) : (
        <Actions entry={entry} onMove={() => setMoving(true)} onClose={onClose} />
      )}
    </>
  );
}

/** A thread is one text below the other. */
function Words({ view, entry }: Pick<LookedProps, 'view' | 'entry'>): ReactNode {
  const texts = view.post.segments.map((part) => part.text.trim()).filter(Boolean);
  return (
    <div className={styles.words}>
      {texts.length === 0 && <p className={styles.soft}>{saidBy(entry)}</p>}
      {texts.map((text, index) => (
        <p key={index} dir="auto">
          {text.slice(0, MOST_SHOWN)}
        </p>
      ))}
    </div>
  );
}

/** Characters of a part; the rest is in the composer. */
const MOST_SHOWN = 600;
const MOST_THUMBS = 4;

function Thumbs({ view }: Pick<LookedProps, 'view'>): ReactNode {
  const uses = view.post.segments.flatMap((part) => part.media);
  const ids = uses.map((use) => use.media).join(' ');
  const byId = useMedia((state) => state.byId);
  useEffect(() => {
    needMedia(ids.split(' ').filter(Boolean) as never[]).catch(showFailure);
  }, [ids]);
  if (uses.length === 0) return null;
  return (
    <ul className={styles.thumbs}>
      {uses.slice(0, MOST_THUMBS).map(({ media, alt }) => {
        const file = byId.get(media);
        return (
          <li key={media} className={styles.thumb}>
            {file && <img src={shownAddress(media, file, 'thumb')} alt={alt || file.name} draggable={false} />}
          </li>
        );
      })}
      {uses.length > MOST_THUMBS && <li className={styles.soft}>+{uses.length - MOST_THUMBS}</li>}
    </ul>
  );
}

function Channels({ entry, view, onClose }: LookedProps): ReactNode {
  const publications = view.publications.filter(
    (one) => one.state !== 'canceled' || view.post.channels.includes(one.channel),
  );
  if (publications.length === 0) return <StateMark look={PROGRESS_LOOKS[entry.progress]} />;
  return (
    <ul className={styles.channels}>
      {publications.map((publication) => (
        <ChannelState key={publication.id} publication={publication} onClose={onClose} />
      ))}
    </ul>
  );
}

/** How it stands on one channel, and the one thing to do about it. */
function ChannelState({
  publication,
  onClose,
}: {
  readonly publication: Publication;
  readonly onClose: () => void;
}): ReactNode {
  const channel = useChannel(publication.channel);
  const why = 'why' in publication ? publication.why : undefined;
  const concerned = { post: publication.post, publication: publication.id, channel: publication.channel };
  const action = why && offeredAction(why, concerned);
  const run = (): void => {
    onClose();
    Promise.resolve(action?.run()).catch((thrown: unknown) => showFailure(thrown, concerned));
  };
  return (
    <li className={styles.channel}>
      {channel && <ChannelAvatar channel={channel} size={28} />}
      <span className={styles.name} dir="auto">
        {channel === undefined ? '…' : channelName(channel)}
      </span>
      <StateMark look={STATE_LOOKS[publication.state]} />
      {why && <p className={styles.why}>{failureSentence(why)}</p>}
      {action && (
        <Button size="compact-sm" variant="light" onClick={run}>
          {action.label}
        </Button>
      )}
    </li>
  );
}

function Actions({
  entry,
  onMove,
  onClose,
}: Pick<LookedProps, 'entry' | 'onClose'> & { readonly onMove: () => void }): ReactNode {
  const then = (work: () => void): (() => void) => {
    return () => {
      onClose();
      work();
    };
  };
  return (
    <div className={styles.actions}>
      <Button
        data-autofocus
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={then(() => openPost(entry.id))}
      >
        {t.calendar.open}
      </Button>
      {entry.isMovable && (
        <Button variant="default" leftSection={<IconCalendarTime size={16} aria-hidden />} onClick={onMove}>
          {t.calendar.move}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={then(() => void duplicate([entry.id]))}
      >
        {t.calendar.duplicate}
      </Button>
      <Button
        variant="subtle"
        color="brick"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={then(() => void remove(entry))}
      >
        {t.calendar.remove}
      </Button>
    </div>
  );
}
