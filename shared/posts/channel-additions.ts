import { DateTime } from 'luxon';
import type { Channel } from '#shared/channels/channel.ts';
import type { Utm } from '#shared/channels/channel-defaults.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { withLinks } from '#shared/posts/first-link.ts';
import type { Post, Segment } from '#shared/posts/post.ts';
import { isKnownZone } from '#shared/time-zones.ts';

// What a channel adds to a post: its signature, its parameters on links, its usual first comment. Adding twice is the
// same as once, so that words which already hold the additions (corrected ones, copied ones) are left as they are.

/** Who gets a post: the channel, and the workspace's zone for what names a day. */
export interface Reader {
  readonly channel: Pick<Channel, 'id' | 'platform' | 'handle' | 'defaults'>;
  readonly zone: string;
}

/** The words of one part as `reader` is sent them. The signature goes below the last part, unless that is empty or asks. */
export function sentText(
  part: Pick<Segment, 'text' | 'media' | 'poll'>,
  reader: Reader,
  date: string,
  isLast: boolean,
): string {
  const text = withUtm(part.text, reader, date);
  const isEmpty = text.trim() === '' && part.media.length === 0;
  const signature = withUtm(reader.channel.defaults.signature.trim(), reader, date);
  if (!isLast || isEmpty || part.poll !== undefined || signature === '') return text;
  const end = text.trimEnd();
  if (end.endsWith(signature)) return text;
  return end === '' ? signature : `${end}\n\n${signature}`;
}

/** What is written under the post; empty for nothing. The channel's own stands in where its network takes one. */
export function sentComment(post: Pick<Post, 'firstComment'>, reader: Reader, date: string): string {
  const { channel } = reader;
  if (post.firstComment.trim() !== '') return withUtm(post.firstComment, reader, date);
  const takesOne = platformOf(channel.platform)?.takes.firstComment === true;
  return takesOne ? withUtm(channel.defaults.firstComment.trim(), reader, date) : '';
}

/**
 * The text with the channel's parameters on its links. What a link already says stays as it is, and an address without
 * `https://` is no link to us.
 */
export function withUtm(text: string, reader: Reader, date: string): string {
  const added = utmOf(reader, date);
  return added.length === 0 ? text : withLinks(text, (address) => withParameters(address, added));
}

/** The day `{date}` names: the one the post is planned for; until then, that of its last change. */
export function dateOf(post: Pick<Post, 'plan' | 'updatedAt'>, zone: string): string {
  if (post.plan.kind === 'at') return post.plan.planned.wall.slice(0, 10);
  const at = post.plan.kind === 'now' ? post.plan.dueAt : post.updatedAt;
  return DateTime.fromMillis(at, { zone: isKnownZone(zone) ? zone : 'utc' }).toFormat('yyyy-MM-dd');
}

type Parameter = readonly [name: string, value: string];

function utmOf({ channel }: Reader, date: string): readonly Parameter[] {
  const known: Readonly<Record<string, string>> = {
    channel: channel.handle.replace(/^@/, ''),
    network: channel.platform,
    date,
  };
  return UTM_NAMES.flatMap((name): Parameter[] => {
    const value = channel.defaults.utm[name]
      .trim()
      .replaceAll(/\{(channel|network|date)\}/g, (_all, variable: string) => known[variable] ?? '');
    return value === '' ? [] : [[`utm_${name}`, value]];
  });
}

/** In the order people know them. */
export const UTM_NAMES = ['source', 'medium', 'campaign', 'content'] as const satisfies readonly (keyof Utm)[];

/** The address is not written anew, only added to: what somebody typed stays readable. */
function withParameters(address: string, added: readonly Parameter[]): string {
  const [whole, fragment] = splitAt(address, '#');
  const [, query] = splitAt(whole, '?');
  const present = new URLSearchParams(query ?? '');
  const fresh = added.filter(([name]) => present.get(name) === null);
  if (fresh.length === 0) return address;
  const parameters = fresh.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const joint = query === undefined ? '?' : query === '' || query.endsWith('&') ? '' : '&';
  return `${whole}${joint}${parameters}${fragment === undefined ? '' : `#${fragment}`}`;
}

function splitAt(text: string, sign: string): [string, string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
