import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChannelId, PostId } from '#shared/ids.ts';
import { firstLink } from '#shared/posts/first-link.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { useFollowed } from './followed.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './link-card-line.module.css';

interface Props {
  readonly writing: Writing;
  readonly postId: PostId;
  readonly place: TextPlace;
  readonly part: Segment;
  /** The channels that get this part. */
  readonly readers: readonly ChannelId[];
}

/** Which link of the text becomes a card, and the way to have none. */
export function LinkCardLine({ writing, postId, place, part, readers }: Props): ReactNode {
  const byId = useChannels((state) => state.byId);
  const link = firstLink(textShown(useFollowed(), { kind: 'part', place, segment: part.id }));
  if (link === undefined || part.media.length > 0 || part.poll !== undefined) return null;
  const usually =
    readers.length > 0 && readers.every((id) => byId.get(id)?.defaults.linkCard === 'none') ? 'none' : undefined;
  const isOff = (part.link ?? usually) === 'none';
  // What the channels do by themselves needs no choice of its own.
  const turned = isOff === (usually === undefined) ? undefined : isOff ? link : 'none';
  const turn = (): void =>
    void writing.change({
      kind: 'post.set-link',
      post: postId,
      place,
      segment: part.id,
      ...(turned === undefined ? {} : { link: turned }),
    });
  return (
    <div className={styles.line}>
      <IconLink size={16} aria-hidden />
      <span className={styles.words}>{isOff ? t.composer.noCard : t.composer.card(hostOf(part.link ?? link))}</span>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={turn}>
        {isOff ? t.composer.makeCard : t.composer.leaveOutCard}
      </Button>
    </div>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
