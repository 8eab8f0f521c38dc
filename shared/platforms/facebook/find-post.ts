import { aboutPage, get, sendUnseen, startOnServer, stopped, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { CLOCK_SET_MS, EARLY_MS, matchPost, type Wanted } from '#shared/platforms/facebook/match-post.ts';
import { foundPost, type Posted } from '#shared/platforms/facebook/posted.ts';
import { tokenQuestion } from '#shared/platforms/facebook/secrets.ts';
import { debugged, posts, readAnswer, type Post } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepStart } from '#shared/publishing/steps.ts';

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
  const from = list === 'published_posts' ? Math.floor((since - CLOCK_SET_MS) / 1000) : undefined;
  const recent = await listed(list, from, api);
  if (recent === 'too-many') return 'cannot-tell';
  const matched = matchPost(recent, wanted, since, ownAppId);
  return typeof matched === 'object' ? { found: foundPost(matched.found, list === 'scheduled_posts', api) } : matched;
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
