import { Button, Popover } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { t } from '../../text/t.ts';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { channelTint, labelTint, NO_TINT, type EntryLook, type Tint } from './entry-look.ts';
import styles from './filter-bar.module.css';

/** What the colours mean now; the same signs and letters stand on the posts. What has no room in the bar is behind a button. */
export function Legend({ look }: { readonly look: EntryLook }): ReactNode {
  const [list, isCutOff] = useCutOff(look);
  return (
    <div className={styles.legendPlace}>
      <ul ref={list} className={styles.legend} data-by={look.colourBy} aria-label={t.calendar.legend}>
        <Meanings look={look} />
      </ul>
      {isCutOff && (
        <Popover withinPortal position="bottom-end" shadow="md">
          <Popover.Target>
            <Button size="compact-xs" variant="subtle" className={styles.legendMore ?? ''}>
              {t.calendar.legendMore}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul className={styles.legendAll} aria-label={t.calendar.legend}>
              <Meanings look={look} />
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/**
 * Whether some of the meanings are cut off. The browser tells when that changes, so nothing is measured while the calendar is drawn;
 * how many are is not said, since a filter changes that, and the bar would be drawn twice for it.
 */
function useCutOff(look: EntryLook): readonly [RefObject<HTMLUListElement | null>, boolean] {
  const list = useRef<HTMLUListElement>(null);
  const [isCutOff, setCutOff] = useState(false);
  const channels = useChannels((state) => state.all);
  const labels = useLabels((state) => state.all);
  useEffect(() => {
    const root = list.current;
    if (root === null) return undefined;
    const cutOff = new Set<Element>();
    const watcher = new IntersectionObserver(
      (seen) => {
        for (const { target, intersectionRatio } of seen)
          if (intersectionRatio < SEEN_FROM) cutOff.add(target);
          else cutOff.delete(target);
        setCutOff(cutOff.size > 0);
      },
      { root, threshold: SEEN_FROM },
    );
    for (const meaning of root.children) watcher.observe(meaning);
    return () => watcher.disconnect();
  }, [look, channels, labels]);
  return [list, isCutOff];
}

const SHOWN = ['planned', 'sending', 'needs-you', 'published', 'partly-published', 'canceled'] as const;
/** Less of it than this share, and it cannot be read. */
const SEEN_FROM = 0.8;

function Meanings({ look }: { readonly look: EntryLook }): ReactNode {
  const channels = useChannels((state) => state.all);
  const labels = useLabels((state) => state.all);
  switch (look.colourBy) {
    case 'state':
      return SHOWN.map((state) => {
        const { icon: Shown, tone, words } = PROGRESS_LOOKS[state];
        return (
          <li key={state} className={styles.meaning} data-tone={tone}>
            <span className={styles.sign}>
              <Shown size={12} stroke={2.2} aria-hidden />
            </span>
            {words}
          </li>
        );
      });
    case 'channel':
      return channels.map((channel) => (
        <Meaning key={channel.id} tint={channelTint(channel, look)} name={channelName(channel)} />
      ));
    case 'label':
      return [
        ...labels.map((label) => <Meaning key={label.id} tint={labelTint(label)} name={label.name} />),
        <Meaning key="none" tint={NO_TINT} name={t.calendar.noLabel} />,
      ];
  }
}

function Meaning({ tint, name }: { readonly tint: Tint; readonly name: string }): ReactNode {
  return (
    <li className={styles.meaning} data-tone={tint.tone}>
      <span className={styles.sign} aria-hidden>
        {tint.letters}
      </span>
      <span className={styles.name} dir="auto">
        {name}
      </span>
    </li>
  );
}
