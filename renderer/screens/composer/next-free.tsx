import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCalendarTime, IconChevronDown } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ChannelId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import type { FreeTime } from '#shared/publishing/posting-slots.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { showFailure, showProblem } from '../../failures/show-notice.tsx';
import { channelOf } from '../../state/channels.store.ts';
import { freeTimesFor } from '../../state/free-times.ts';
import { go } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { useSlots } from '../../state/slots.store.ts';
import { t } from '../../text/t.ts';
import { nearMoment } from '../../text/moments.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import styles from './next-free.module.css';

interface Props {
  readonly post: Post;
  readonly onChoose: (planned: PlannedTime) => void;
}

const SHOWN = 5;

/** The next posting times of the chosen channels that nothing is planned in. */
export function NextFree({ post, onChoose }: Props): ReactNode {
  const hasTimes = useSlots(({ all }) => all.some((slot) => post.channels.includes(slot.channel)));
  const [times, setTimes] = useState<readonly FreeTime[]>([]);

  const next = (): void => {
    if (!hasTimes) return;
    freeTimesFor(post, Date.now(), 1).then(([first]) => {
      if (first === undefined) showProblem(undefined, t.slots.noneFree, { id: 'none-free' });
      else onChoose(first.planned);
    }, showFailure);
  };
  useShortcut('next-free', next);

  if (post.channels.length === 0) return null;
  if (!hasTimes) {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        className={styles.setUp ?? ''}
        leftSection={<IconCalendarTime size={16} aria-hidden />}
        onClick={() => void go({ screen: 'channels' })}
      >
        {t.slots.setUp}
      </Button>
    );
  }
  return (
    <div className={styles.next}>
      <Button
        variant="light"
        title={t.slots.nextHint}
        leftSection={<IconCalendarTime size={18} aria-hidden />}
        onClick={next}
      >
        {t.slots.next}
      </Button>
      <Menu position="bottom-end" onOpen={() => void freeTimesFor(post, Date.now(), SHOWN).then(setTimes, showFailure)}>
        <Menu.Target>
          <ActionIcon variant="light" color="tide" size={44} aria-label={t.slots.nextFive}>
            <IconChevronDown size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {times.map((time) => (
            <Choice key={time.at} time={time} onChoose={onChoose} />
          ))}
          {times.length === 0 && <Menu.Label>{t.slots.noneFree}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Choice({ time, onChoose }: { readonly time: FreeTime; readonly onChoose: Props['onChoose'] }): ReactNode {
  const zone = useZone();
  const now = useMinute();
  return (
    <Menu.Item onClick={() => onChoose(time.planned)} rightSection={<Marks channels={time.channels} />}>
      {nearMoment(time.at, zone, now)}
    </Menu.Item>
  );
}

function Marks({ channels }: { readonly channels: readonly ChannelId[] }): ReactNode {
  return (
    <span className={styles.marks}>
      {channels.map((id) => (
        <NetworkMark key={id} platform={channelOf(id)?.platform ?? ''} size={14} />
      ))}
    </span>
  );
}
