import type { ReactNode } from 'react';
import type { Channel } from '#shared/channels/channel.ts';
import { NetworkMark } from './network-mark.tsx';
import styles from './channel-avatar.module.css';

interface Props {
  readonly channel: Pick<Channel, 'id' | 'displayName' | 'handle' | 'platform' | 'avatarUrl'>;
  readonly size?: number;
}

/** A channel's face: its picture or initials, with the mark of its network. Always beside its name. */
export function ChannelAvatar({ channel, size = 36 }: Props): ReactNode {
  const picture = ownPicture(channel.avatarUrl);
  return (
    <span
      className={styles.avatar}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.34) }}
      aria-hidden
    >
      {picture === undefined ? (
        <span className={styles.initials} style={{ '--hue': hueOf(channel.id) } as React.CSSProperties}>
          {initialsOf(channel.displayName || channel.handle)}
        </span>
      ) : (
        <img className={styles.picture} src={picture} alt="" />
      )}
      <span className={styles.mark}>
        <NetworkMark platform={channel.platform} size={Math.max(12, Math.round(size * 0.36))} />
      </span>
    </span>
  );
}

/** Pictures of other servers are not loaded: the window talks to nobody. */
function ownPicture(address: string | undefined): string | undefined {
  return address?.startsWith('/') || address?.startsWith('data:') ? address : undefined;
}

function initialsOf(name: string): string {
  const words = name
    .replace(/^@/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

function hueOf(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 65_521;
  // The golden angle keeps neighbours apart.
  return Math.round(sum * 137.5) % 360;
}
