import { serverNow } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import { unseenTrouble } from '#shared/platforms/threads/requests.ts';
import { address, posts, readAnswer, type Post } from '#shared/platforms/threads/wire.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Found, StepStart } from '#shared/publishing/steps.ts';

/** What a post must be, to be the one that was published. */
export interface Wanted {
  readonly text: string;
  /** `TEXT_POST`, `IMAGE`, `VIDEO`, `CAROUSEL_ALBUM`. */
  readonly type: string;
  /** How many files it has. */
  readonly files: number;
  /** The post it answers. */
  readonly parent: string | undefined;
}

/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;
const PAGE = 50;
/** 250 posts a day is the most (PLATFORMS.md 6.3): whoever posts more is not told apart by looking. */
const MOST_PAGES = 6;
const FIELDS = 'id,text,timestamp,permalink,media_type,is_quote_post,replied_to,children';

/**
 * Looks for a post whose answer was lost, among the account's own since the step started (PLATFORMS.md 6.5, 9.2): the
 * same parent, the same kind, as many files, and exactly the same text. Says `absent` only of a list that is complete.
 * Throws `StepTrouble` when it cannot be asked now. Threads does not say which app a post came from: of two that fit,
 * neither is ours for certain.
 */
export async function findPost(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Post>> {
  const same: Post[] = [];
  let since: number | undefined;
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await sendUnseen({ method: 'GET', url: listAddress(wanted, after, api) }, api);
    const list = readAnswer(posts, answer);
    if (!list) return notNow(answer, api);
    since ??= sinceOf(start, answer, api);
    // Our clock was set back since: no time says anything.
    if (since === undefined) return 'cannot-tell';
    const from = since;
    if (list.data.some((post) => post.timestamp === undefined)) return 'cannot-tell';
    same.push(...list.data.filter((post) => (post.timestamp ?? 0) >= from && isSame(post, wanted)));
    after = list.paging?.cursors?.after;
    const isPast = list.data.some((post) => (post.timestamp ?? 0) < from);
    if (isPast || list.data.length === 0 || after === undefined) return settled(same);
  }
  return 'cannot-tell';
}

function listAddress(wanted: Wanted, after: string | undefined, api: Api): string {
  const list = wanted.parent === undefined ? 'me/threads' : 'me/replies';
  const query = { fields: FIELDS, limit: String(PAGE), ...(after === undefined ? {} : { after }) };
  return address(api.account.server, list, query);
}

/** When the step started, on the network's clock, less the skew. */
function sinceOf(start: StepStart, answer: HttpAnswer, api: Api): number | undefined {
  const agoMs = api.now() - start.startedAt;
  return agoMs < 0 ? undefined : serverNow(answer, api.now()) - agoMs - SKEW_MS;
}

function isSame(post: Post, wanted: Wanted): boolean {
  const files = post.children?.data.length;
  return (
    post.media_type === wanted.type &&
    post.is_quote_post !== true &&
    post.replied_to?.id === wanted.parent &&
    (wanted.files < 2 || files === undefined || files === wanted.files) &&
    isSameText(post.text ?? '', wanted.text)
  );
}

function settled(same: readonly Post[]): Found<Post> {
  const [only] = same;
  if (!only) return 'absent';
  return same.length === 1 ? { found: only } : 'cannot-tell';
}

/** Refused for good, it will never be told. Anything else is a trouble of the moment: ask again later. */
function notNow(answer: HttpAnswer, api: Api): 'cannot-tell' {
  const trouble = unseenTrouble(answer, api);
  if (trouble.trouble.kind === 'refused') return 'cannot-tell';
  throw trouble;
}
