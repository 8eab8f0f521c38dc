import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { memo, useMemo, useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Post } from '#shared/posts/post.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useMedia } from '../../state/media.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { NetworkPost, type ShownFile } from '../../ui/network-post.tsx';
import { useFollowedPost } from './followed.ts';
import { draftFor } from './written-post.ts';
import styles from './previews.module.css';

/** The post in the manner of every network that gets it, side by side, while it is written: under its words, and in a wide window beside them. */
export const Previews = memo(function Previews(): ReactNode {
  const post = useFollowedPost();
  const [isOpen, setOpen] = useState(true);
  const byId = useChannels((state) => state.byId);
  const channels = post.channels.flatMap((id) => byId.get(id) ?? []);
  const isEmpty = channels.length === 0;
  return (
    <section className={styles.previews} aria-label={t.composer.previews} data-empty={isEmpty}>
      <UnstyledButton className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <h2 className={styles.title}>{t.composer.previews}</h2>
        <IconChevronDown size={18} aria-hidden className={styles.arrow} data-open={isOpen} />
      </UnstyledButton>
      {isOpen && isEmpty && <p className={styles.wait}>{t.composer.previewsWait}</p>}
      {isOpen && !isEmpty && (
        <ul className={styles.grid}>
          {channels.map((channel) => (
            <li key={channel.id} className={styles.card} aria-label={channelName(channel)}>
              <OnChannel post={post} channel={channel} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});

interface Props {
  readonly post: Post;
  readonly channel: Channel;
}

/** What would be sent now, so that nothing shows here that does not go out. */
const OnChannel = memo(function OnChannel({ post, channel }: Props): ReactNode {
  const media = useMedia((state) => state.byId);
  const zone = useZone();
  const { takes, rules, shows } = platformOf(channel.platform) ?? {};
  const draft = useMemo(() => draftFor(post, { channel, zone }, media), [post, channel, zone, media]);
  const { segments, firstComment } = draft;
  const warning = shows?.warning && post.options[channel.id]?.[shows.warning.option];
  const measure = (text: string): number => rules?.count(text, channel.limits).used ?? text.length;
  const comment = takes?.firstComment === true ? firstComment : undefined;
  const last = segments.length - 1;
  const about = {
    platform: channel.platform,
    account: channel.displayName || channelName(channel),
    when: t.composer.previewNow,
    asReader: { measure, ...(warning && { warning }) },
  };
  return (
    <>
      {segments.map((segment, index) => (
        <NetworkPost
          // Parts of a draft have no names of their own.
          key={index}
          {...about}
          text={segment.text}
          media={segment.media.map(shownFile)}
          pollAnswers={takes?.poll === undefined ? undefined : segment.poll?.answers}
          link={segment.link}
          thread={{ above: index > 0, below: index < last || comment !== undefined }}
        />
      ))}
      {comment !== undefined && (
        <NetworkPost
          {...about}
          text={comment}
          media={[]}
          tags={[t.composer.previewComment]}
          thread={{ above: true, below: false }}
        />
      )}
    </>
  );
});

/** A film shows as the picture that stands for it. */
function shownFile({ media, mimeType, alt, cover, width, height }: DraftMedia): ShownFile {
  const ratio = width > 0 && height > 0 ? { ratio: width / height } : {};
  if (mediaKind(mimeType) !== 'video')
    return { address: shownAddress(media, { mimeType }, 'preview'), mimeType, alt, ...ratio };
  return {
    address: shownAddress(cover?.picture ?? media, undefined, 'preview'),
    mimeType: 'image/webp',
    alt,
    ...ratio,
  };
}
