import { ActionIcon, Checkbox, Menu, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBan,
  IconCalendarTime,
  IconDots,
  IconExternalLink,
  IconGripVertical,
  IconHistory,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import { memo, type KeyboardEvent, type PointerEvent as ReactPointerEvent, type ReactNode } from 'react';
import { interactionsOf } from '#shared/analytics/measures.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { PostId, PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { askIfOut } from '../../failures/look-first.tsx';
import { showFailure } from '../../failures/show-notice.tsx';
import { failureSentence } from '../../failures/failure-words.ts';
import { call } from '../../ipc.ts';
import { useChannel } from '../../state/channels.store.ts';
import { changePlaces, moveToNextFree } from '../../state/move-in-plan.ts';
import { useQueue } from '../../state/queue.store.ts';
import { openPost } from '../../state/route.store.ts';
import { changePublication } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { useSlots } from '../../state/slots.store.ts';
import { t } from '../../text/t.ts';
import { fromNow, lateness, nearDay, nearMoment, timeOfDay } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { partsAndFiles } from './entry-words.ts';
import { takeBack } from './take-back.ts';
import styles from './queue-row.module.css';

interface Props {
  readonly entry: QueueEntry;
  readonly onOpen: (publication: PublicationId) => void;
  /** Given where rows are chosen at all. */
  readonly isChosen?: boolean;
  /** Where it can be one of many that are changed together. */
  readonly onChoose?: (publication: PublicationId, isOn: boolean, isRange: boolean) => void;
  /** Where it can be put in the place of another one: its handle was taken. */
  readonly onTake?: (event: ReactPointerEvent, post: PostId) => void;
  readonly isTaken?: boolean;
  /** Where the line is drawn while another row is held over this one. */
  readonly line?: 'above' | 'below' | undefined;
}

/** One publication: when, where, what, and how it stands. */
export const QueueRow = memo(function QueueRow(props: Props): ReactNode {
  const { entry, onOpen, isChosen, onChoose, onTake, isTaken, line } = props;
  const { publication, excerpt } = entry;
  const channel = useChannel(publication.channel);
  const zone = useZone();
  const day = useTicking((now) => nearDay(shownAt(publication), zone, now));
  const name = channel === undefined ? '…' : channelName(channel);
  const said = excerpt === '' ? t.drafts.noWords : excerpt;
  return (
    <li
      className={styles.row}
      data-chosen={isChosen || undefined}
      data-can-choose={isChosen !== undefined || undefined}
      data-post={onTake && publication.post}
      data-taken={isTaken || undefined}
      data-line={line}
    >
      {isChosen !== undefined && <Handle post={publication.post} said={said} onTake={onTake} />}
      {isChosen !== undefined && (
        <Checkbox
          aria-label={t.bulk.select(said)}
          checked={isChosen}
          disabled={onChoose === undefined}
          onChange={(event) =>
            onChoose?.(publication.id, event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey)
          }
        />
      )}
      <div className={styles.when}>
        <span className={styles.time}>{timeOfDay(shownAt(publication), zone)}</span>
        <span className={styles.soft}>{day}</span>
      </div>
      {channel && <ChannelAvatar channel={channel} size={36} />}
      <UnstyledButton className={styles.what} onClick={() => onOpen(publication.id)}>
        <span className={styles.excerpt} dir="auto">
          {said}
        </span>
        <span className={styles.soft}>
          {name}
          {partsAndFiles(entry)}
        </span>
        <LabelMarks ids={entry.labels} />
        <span className="screen-reader-only">{t.queue.showHistory}</span>
      </UnstyledButton>
      <div className={styles.state}>
        <StateMark look={STATE_LOOKS[publication.state]} />
        <Countdown publication={publication} />
        {publication.state === 'published' && <Figures publication={publication.id} />}
      </div>
      <div className={styles.actions}>
        {'receipt' in publication && (
          <ActionIcon
            aria-label={t.queue.openOn(name)}
            title={t.queue.openOn(name)}
            onClick={() => void call('publishing.openPermalink', { publication: publication.id }).catch(showFailure)}
          >
            <IconExternalLink size={18} />
          </ActionIcon>
        )}
        <RowMenu entry={entry} said={said} onOpen={onOpen} />
      </div>
    </li>
  );
});

interface HandleProps {
  readonly post: PostId;
  readonly said: string;
  readonly onTake: Props['onTake'] | undefined;
}

/** Taken with the mouse, or moved with the arrow keys. Keeps its place in rows that cannot be moved. */
function Handle({ post, said, onTake }: HandleProps): ReactNode {
  if (onTake === undefined) return <span className={styles.handle} />;
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    void changePlaces(post, event.key === 'ArrowUp' ? 'sooner' : 'later');
  };
  return (
    <UnstyledButton
      className={styles.handle ?? ''}
      aria-label={t.queue.handle(said)}
      title={t.queue.handleHint}
      onPointerDown={(event) => onTake(event, post)}
      onKeyDown={key}
    >
      <IconGripVertical size={16} aria-hidden />
    </UnstyledButton>
  );
}

/** Where it is on its way, or how punctual it was. */
function Countdown({ publication }: { readonly publication: Publication }): ReactNode {
  const zone = useZone();
  const words = useTicking((now) => {
    switch (publication.state) {
      case 'scheduled':
        return publication.why === undefined
          ? fromNow(publication.runAt, now)
          : t.queue.retry(fromNow(publication.runAt, now));
      case 'handed-over':
        return fromNow(publication.dueAt, now);
      case 'published':
        return publication.startedAt === undefined ? '' : lateness(publication.dueAt, publication.startedAt);
      case 'processing':
        return publication.why === undefined ? '' : failureSentence(publication.why);
      case 'canceled':
        return publication.why === undefined ? '' : failureSentence(publication.why);
      case 'held':
      case 'failed':
      case 'unconfirmed':
        return nearMoment(publication.dueAt, zone, now);
      case 'publishing':
        return '';
    }
  });
  return <span className={styles.soft}>{words}</span>;
}

/** What its network told last: how often it was shown, and what people did with it. */
function Figures({ publication }: { readonly publication: PublicationId }): ReactNode {
  const told = useQueue((state) => state.figures.get(publication));
  if (told === undefined) return null;
  const shown = told.impressions ?? told.views;
  const interactions = interactionsOf(told);
  const words = [
    ...(shown === undefined ? [] : [t.queue.shown(shown)]),
    ...(interactions === undefined ? [] : [t.queue.interactions(interactions)]),
  ];
  return words.length === 0 ? null : <span className={styles.soft}>{words.join(' · ')}</span>;
}

function RowMenu({ entry, said, onOpen }: Pick<Props, 'entry' | 'onOpen'> & { readonly said: string }): ReactNode {
  const { publication } = entry;
  const { id } = publication;
  const failed = (thrown: unknown): void => showFailure(thrown, { publication: id });
  const send = async (): Promise<void> => {
    if (await askIfOut([publication])) await changePublication({ kind: 'publication.send', publication: id });
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.queue.actionsFor(said)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => openPost(publication.post)}>
          {t.offer.openPost}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onOpen(publication.id)}>
          {t.offer.history}
        </Menu.Item>
        {(publication.state === 'scheduled' || publication.state === 'canceled') && (
          <Menu.Item leftSection={<IconSend size={16} />} onClick={() => void send().catch(failed)}>
            {t.offer.sendNow}
          </Menu.Item>
        )}
        {publication.state === 'scheduled' && <InPlan entry={entry} />}
        {publication.state === 'scheduled' && (
          <Menu.Item leftSection={<IconBan size={16} />} onClick={() => void takeBack(id, said).catch(failed)}>
            {t.offer.cancelSending}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Other times for the whole post. */
function InPlan({ entry: { publication } }: Pick<Props, 'entry'>): ReactNode {
  const hasTimes = useSlots(({ all }) => all.some((slot) => slot.channel === publication.channel));
  const { post } = publication;
  return (
    <>
      {hasTimes && (
        <Menu.Item leftSection={<IconCalendarTime size={16} />} onClick={() => void moveToNextFree(post)}>
          {t.slots.moveToNext}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => void changePlaces(post, 'sooner')}>
        {t.slots.sooner}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => void changePlaces(post, 'later')}>
        {t.slots.later}
      </Menu.Item>
    </>
  );
}

function shownAt(publication: Publication): number {
  return 'receipt' in publication ? publication.receipt.publishedAt : publication.dueAt;
}
