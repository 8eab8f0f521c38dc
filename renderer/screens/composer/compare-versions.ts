import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Post, Segment } from '#shared/posts/post.ts';
import { channelOf } from '../../state/channels.store.ts';
import { useMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';

export interface VersionChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Everything of a post that is not as it was in `before`, as texts that can be compared. */
export function changedSince(before: Post, after: Post): readonly VersionChange[] {
  const own = [...new Set([...Object.keys(before.variants), ...Object.keys(after.variants)])] as ChannelId[];
  const told: readonly VersionChange[] = [
    { name: t.composer.shared, before: wordsOf(before.segments), after: wordsOf(after.segments) },
    ...own.map((id) => ({
      name: nameOf(id),
      before: wordsOf(before.variants[id] ?? before.segments),
      after: wordsOf(after.variants[id] ?? after.segments),
    })),
    { name: t.composer.firstComment, before: before.firstComment, after: after.firstComment },
    { name: t.composer.compareFiles, before: filesOf(before), after: filesOf(after) },
    { name: t.composer.compareChannels, before: channelsOf(before), after: channelsOf(after) },
    { name: t.composer.comparePlan, before: planOf(before), after: planOf(after) },
  ];
  return told.filter((one) => one.before !== one.after);
}

function wordsOf(parts: readonly Segment[]): string {
  return parts.map((part) => part.text).join('\n\n');
}

function filesOf({ segments, variants }: Post): string {
  const { byId } = useMedia.getState();
  const parts = [segments, ...Object.values(variants)].flatMap((some) => some ?? []);
  const files = new Map(parts.flatMap((part) => part.media).map((use) => [use.media, use.alt] as const));
  const lines = [...files].map(([id, alt]) =>
    [byId.get(id)?.name ?? id.slice(0, 8), ...(alt === '' ? [] : [alt])].join(': '),
  );
  return lines.join('\n') || t.composer.compareNone;
}

function channelsOf({ channels }: Post): string {
  return channels.map(nameOf).join(', ') || t.composer.compareNone;
}

function planOf({ plan }: Post): string {
  return plan.kind === 'at'
    ? `${plan.planned.wall.replace('T', ' ').slice(0, 16)} ${plan.planned.zone}`
    : t.composer.compareNone;
}

function nameOf(id: ChannelId): string {
  const channel = channelOf(id);
  return channel === undefined ? '…' : channelName(channel);
}
