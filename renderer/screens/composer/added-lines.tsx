import { IconSignature } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { dateOf, sentText } from '#shared/posts/channel-additions.ts';
import { firstLink } from '#shared/posts/first-link.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { useFollowed } from './followed.ts';
import { textShown } from './writing.ts';
import styles from './added-lines.module.css';

interface Props {
  readonly place: TextPlace;
  readonly part: Segment;
  readonly isLast: boolean;
  readonly readers: readonly ChannelId[];
}

/** What the channels that get this part add to it. The counts include it. */
export function AddedLines({ place, part, isLast, readers }: Props): ReactNode {
  const byId = useChannels((state) => state.byId);
  const zone = useZone();
  const written = useFollowed();
  const text = textShown(written, { kind: 'part', place, segment: part.id });
  const date = useMemo(() => dateOf(written.post, zone), [written.post, zone]);
  const lines = useMemo(
    () =>
      readers.flatMap((id) => {
        const channel = byId.get(id);
        const added = channel && addedTo({ ...part, text }, channel, zone, date, isLast);
        return channel === undefined || added === undefined || added.length === 0 ? [] : [{ channel, added }];
      }),
    [readers, byId, part, text, zone, date, isLast],
  );
  if (lines.length === 0) return null;
  return (
    <ul className={styles.lines}>
      {lines.map(({ channel, added }) => (
        <li key={channel.id}>
          <IconSignature size={16} aria-hidden />
          <span>
            <span className={styles.who}>{t.additions.addedFor(channelName(channel))}</span>{' '}
            {added.map((words) => (
              <span key={words} className={styles.words}>
                {words}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The signature, and the first link as it is sent where that differs. */
function addedTo(part: Segment, channel: Channel, zone: string, date: string, isLast: boolean): readonly string[] {
  const sent = sentText(part, { channel, zone }, date, isLast);
  if (sent === part.text) return [];
  const links = sentText(part, { channel, zone }, date, false);
  const signature = sent.slice(links.trimEnd().length).trim();
  const link = firstLink(sent);
  return [...(signature === '' ? [] : [signature]), ...(link === undefined || part.text.includes(link) ? [] : [link])];
}
