import { aboutPage, get, sendUnseen, startOnServer, stopped, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { foundPost, type Posted } from '#shared/platforms/facebook/posted.ts';
import { tokenQuestion } from '#shared/platforms/facebook/secrets.ts';
import { debugged, posts, readAnswer, type Post } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import { StepTrouble, type Found, type StepStart } from '#shared/publishing/steps.ts';

/** What a post must be, to be the one that was sent. */
export interface Wanted {
  readonly text: string;
  /** The photos that were uploaded for it, and nobody else can have attached; `a-video` whose id is not known. */
  readonly attached: readonly string[] | 'a-video';
  /** For Facebook's own scheduler, UTC ms. */
  readonly handOverFor: number | undefined;
}

const FIELDS =
  'id,message,created_time,permalink_url,scheduled_publish_time,application{id},attachments{media_type,target{id},subattachments{media_type,target{id}}}';
const MOST_LISTS = 8;

type List = 'published_posts' | 'scheduled_posts';

const MINUTE_MS = 60_000;

/**
 * A video's step starts before its upload, which may take half an hour, and the post shows up only once it is prepared:
 * so it is looked for longer than other posts before it counts as absent.
 */
const LOOKS_FOR_VIDEO_MS: readonly number[] = [1, 5, 15, 30, 45, 60].map((minutes) => minutes * MINUTE_MS);

/** What `find` of a step does: looks, and looks again for as long as the post may not show yet. */
export async function findOrLookAgain(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Posted>> {
  const found = await findPost(wanted, start, api);
  // With our clock set back, later looks would only believe it again.
  if (typeof found === 'object' || api.now() < start.startedAt) return found;
  const since = { ...start, startedAt: showsFrom(wanted, start, api) };
  if (wanted.attached === 'a-video') lookForVideoLater(since, api);
  else lookAgainLater(since, api.now(), aboutPage(api));
  return found;
}

/** From when it would show: at its time it leaves the scheduler's list, and may reach the other one a little later. */
function showsFrom({ handOverFor }: Wanted, { startedAt }: StepStart, api: Api): number {
  return handOverFor !== undefined && api.now() > handOverFor - EARLY_MS ? Math.max(startedAt, handOverFor) : startedAt;
}

function lookForVideoLater(start: StepStart, api: Api): void {
  const askAt = LOOKS_FOR_VIDEO_MS.map((ms) => start.startedAt + ms).find((at) => at > api.now());
  if (askAt === undefined) return;
  throw stopped({ kind: 'processing', failure: { code: 'publish.unconfirmed', about: aboutPage(api) }, askAt });
}

/**
 * Looks for a post whose answer was lost, once (PLATFORMS.md 4.5): made by our app since the step started, with exactly
 * the same text and the same files. Says `absent` only of lists that are complete. Throws `StepTrouble` when Facebook
 * cannot be asked now.
 */
export async function findPost(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Posted>> {
  const app = await ownApp(api);
  const since = startOnServer(start, app.answer, api);
  // Our clock was set back since: no time says which posts are new.
  if (since === undefined) return 'cannot-tell';
  const lists: List[] = [...(wanted.handOverFor === undefined ? [] : ['scheduled_posts' as const]), 'published_posts'];
  const settled: Found<Posted>[] = [];
  for (const list of lists) settled.push(await findIn(list, wanted, since, app.id, api));
  // Asked for one after the other: between the two it may have gone out, and then stands in the second.
  return settled.find((one) => typeof one === 'object') ?? settled.find((one) => one !== 'absent') ?? 'absent';
}

/** Facebook said that it has this already. Ours, of a moment ago, or an older one: `undefined`. */
export async function findDuplicate(wanted: Wanted, start: StepStart, api: Api): Promise<Posted | undefined> {
  try {
    const found = await findPost(wanted, start, api);
    return typeof found === 'object' ? found.found : undefined;
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble)) throw thrown;
    // It may well be there: the doubt is kept until it can be looked for.
    throw stopped({ kind: 'maybe', failure: thrown.trouble.failure }, { cause: thrown });
  }
}

interface OwnApp {
  readonly id: string | undefined;
  /** Its answer tells the server's time before any list is asked for. */
  readonly answer: HttpAnswer;
}

/** The app that our token is of; `undefined` where Facebook does not say. */
async function ownApp(api: Api): Promise<OwnApp> {
  const answer = await sendUnseen(tokenQuestion(api.account.server, 'page'), api);
  return { id: readAnswer(debugged, answer)?.data.app_id, answer };
}

async function findIn(
  list: List,
  wanted: Wanted,
  since: number,
  ownAppId: string | undefined,
  api: Api,
): Promise<Found<Posted>> {
  // What `since` means in the scheduler's list is not said: all of that is read.
  const recent = await listed(list, list === 'published_posts' ? inSeconds(since) : undefined, api);
  if (recent === 'too-many') return 'cannot-tell';
  const same = recent.filter((post) => isLike(post, wanted) && post.created_time >= since);
  const candidates = same.filter((post) => mayBeOurs(post, ownAppId) && hasFiles(post, wanted) !== 'no');
  const ours = candidates.filter((post) => isOurs(post, wanted, since, ownAppId));
  const [only] = ours;
  if (only && ours.length === 1) {
    return { found: foundPost(videoOf(only, wanted), list === 'scheduled_posts', api) };
  }
  return candidates.length > 0 ? 'cannot-tell' : 'absent';
}

/** Our app made it, when it should; or it has the photos that were uploaded for it, which no other post can have. */
function isOurs(post: Post, wanted: Wanted, since: number, ownAppId: string | undefined): boolean {
  if (hasFiles(post, wanted) !== 'yes') return false;
  if (wanted.attached !== 'a-video' && wanted.attached.length > 0) return true;
  return ownAppId !== undefined && post.application?.id === ownAppId && isAtItsTime(post, wanted, since);
}

/** As far as the clocks of a computer and a scheduler may be off. */
const EARLY_MS = 15 * MINUTE_MS;
const LATE_MS = 60 * MINUTE_MS;

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

/** A video goes by its own id, as in the answer to its upload. */
function videoOf(post: Post, wanted: Wanted): Post {
  const id = wanted.attached === 'a-video' ? post.attachments?.data[0]?.target?.id : undefined;
  return id === undefined ? post : { ...post, id };
}

/** Everything in an edge, since then (seconds) where it is said; `too-many` when it does not end. */
async function listed(edge: List, since: number | undefined, api: Api): Promise<readonly Post[] | 'too-many'> {
  const all: Post[] = [];
  let after: string | undefined;
  for (let list = 0; list < MOST_LISTS; list += 1) {
    const query = {
      fields: FIELDS,
      limit: '25',
      ...(since === undefined ? {} : { since: String(since) }),
      ...(after === undefined ? {} : { after }),
    };
    const answer = await get(`${api.account.remoteId}/${edge}`, query, api);
    const read = readAnswer(posts, answer);
    if (!read) throw unseenTrouble(answer, api);
    all.push(...read.data);
    if (read.paging?.next === undefined) return all;
    after = read.paging.cursors?.after;
    if (after === undefined) return 'too-many';
  }
  return 'too-many';
}

/** Why it could not be settled. */
export function unconfirmed(api: Api): StepTrouble {
  return stopped({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: aboutPage(api) } });
}
