import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { t } from '../../text/t.ts';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { channelTint, labelTint, NO_TINT, type EntryLook, type Tint } from './entry-look.ts';
import styles from './filter-bar.module.css';

/** What the colours mean now; the same signs and letters stand on the posts. */
export function Legend({ look }: { readonly look: EntryLook }): ReactNode {
  return (
    <ul className={styles.legend} data-by={look.colourBy} aria-label={t.calendar.legend}>
      <Meanings look={look} />
    </ul>
  );
}

const SHOWN = ['planned', 'sending', 'needs-you', 'published', 'canceled'] as const;

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
