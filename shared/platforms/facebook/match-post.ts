import type { Post } from '#shared/platforms/facebook/wire.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Found } from '#shared/publishing/steps.ts';

/** What a post must be, to be the one that was sent. */
export interface Wanted {
  readonly text: string;
  /** The photos that were uploaded for it, and nobody else can have attached; `a-video` whose id is not known. */
  readonly attached: readonly string[] | 'a-video';
  /** For Facebook's own scheduler, UTC ms. */
  readonly handOverFor: number | undefined;
}

const MINUTE_MS = 60_000;
/** So much our clock may have been set back since the start, unseen: a post that is older by less may be ours. */
export const CLOCK_SET_MS = 30 * MINUTE_MS;
/** As far as the clocks of a computer and a scheduler may be off. */
export const EARLY_MS = 15 * MINUTE_MS;
const LATE_MS = 60 * MINUTE_MS;

/** The one of these that was sent since then (UTC ms, by Facebook's clock). A video goes by its own id, as in the answer to its upload. */
export function matchPost(
  posts: readonly Post[],
  wanted: Wanted,
  since: number,
  ownAppId: string | undefined,
): Found<Post> {
  const same = posts.filter((post) => isLike(post, wanted) && post.created_time >= since - CLOCK_SET_MS);
  const candidates = same.filter((post) => mayBeOurs(post, ownAppId) && hasFiles(post, wanted) !== 'no');
  const ours = candidates.filter((post) => isOurs(post, wanted, since, ownAppId));
  const [only] = ours;
  if (only && ours.length === 1) return { found: videoOf(only, wanted) };
  return candidates.length > 0 ? 'cannot-tell' : 'absent';
}

/** Our app made it, when it should; or it has the photos that were uploaded for it, which no other post can have. */
function isOurs(post: Post, wanted: Wanted, since: number, ownAppId: string | undefined): boolean {
  if (hasFiles(post, wanted) !== 'yes') return false;
  if (wanted.attached !== 'a-video' && wanted.attached.length > 0) return true;
  const isOfOurApp = ownAppId !== undefined && post.application?.id === ownAppId;
  return isOfOurApp && post.created_time >= since && isAtItsTime(post, wanted, since);
}

/**
 * The same words may be handed over for every day of a week. Whether `created_time` is then the time at which it was
 * handed over or went out is UNCONFIRMED: near to one of them it is the one.
 */
function isAtItsTime(
  { created_time: at, scheduled_publish_time: waitsFor }: Post,
  wanted: Wanted,
  since: number,
): boolean {
  const { handOverFor } = wanted;
  if (handOverFor === undefined || waitsFor !== undefined) return true;
  return at < since + LATE_MS || (at > handOverFor - EARLY_MS && at < handOverFor + LATE_MS);
}

/** By hand names no app, another app another one; without knowing ours, any app's may be it. */
function mayBeOurs(post: Post, ownAppId: string | undefined): boolean {
  return Boolean(post.application) && (ownAppId === undefined || post.application?.id === ownAppId);
}

/** What still waits, waits for the same second. */
function isLike(post: Post, { text, handOverFor }: Wanted): boolean {
  const waitsFor = post.scheduled_publish_time;
  const isForThen =
    waitsFor === undefined || (handOverFor !== undefined && inSeconds(waitsFor) === inSeconds(handOverFor));
  return isForThen && isSameText(post.message ?? '', text);
}

function inSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

function hasFiles(post: Post, wanted: Wanted): 'yes' | 'no' | 'not-told' {
  const attached = (post.attachments?.data ?? []).flatMap((one) => one.subattachments?.data ?? [one]);
  const files = attached.filter((one) => one.media_type === 'photo' || one.media_type?.startsWith('video'));
  if (wanted.attached === 'a-video') {
    if (files.length === 0) return 'not-told';
    return files.length === 1 && files[0]?.media_type?.startsWith('video') ? 'yes' : 'no';
  }
  const ids = new Set(files.map((one) => one.target?.id));
  // Attachments show up a moment after their post.
  if (wanted.attached.length > 0 && files.length === 0) return 'not-told';
  return ids.size === wanted.attached.length && wanted.attached.every((id) => ids.has(id)) ? 'yes' : 'no';
}

function videoOf(post: Post, wanted: Wanted): Post {
  const id = wanted.attached === 'a-video' ? post.attachments?.data[0]?.target?.id : undefined;
  return id === undefined ? post : { ...post, id };
}
