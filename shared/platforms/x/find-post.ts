import { serverNow } from '#shared/platforms/answers.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { readPosts, type ReadPosts } from '#shared/platforms/x/read-posts.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { isSameWords } from '#shared/platforms/x/same-words.ts';
import type { UploadedFile } from '#shared/platforms/x/upload.ts';
import type { Post } from '#shared/platforms/x/wire.ts';
import { StepTrouble, type Found, type StepStart } from '#shared/publishing/steps.ts';

/** What a post must be, to be the one that was sent. */
export interface Wanted {
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly hasPoll: boolean;
  /** The post it continues. */
  readonly parent: string | undefined;
}

const FIELDS = [
  'created_at',
  'entities',
  'referenced_tweets',
  'attachments',
  'conversation_id',
  'in_reply_to_user_id',
  'note_tweet',
];
/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;
/** So much our clock may have been set back since the start, unseen: a post that is older by less may be ours. */
const CLOCK_SET_MS = 30 * 60_000;
/** Every post that is read costs (PLATFORMS.md 1.5), and the one looked for is among the newest. */
const PAGE = 10;
/** A hundred posts since the start: whoever posts that much is not told apart by looking. */
const MOST_PAGES = 10;

/**
 * Looks until it is certain: what is not there yet may still appear in the list. Throws `StepTrouble` (`processing`) in
 * between.
 */
export async function find(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Post>> {
  const found = await look(wanted, start, api);
  if (found === 'absent') lookAgainLater(start, api.now(), { platform: x.name, channel: api.account.handle });
  return found;
}

/**
 * Looks once for a post whose answer was lost, among the account's own since the step started, newest first (PLATFORMS.md
 * 1.5, 9.2). The list is not cut by a start time of ours: X's clock says how old a post is. X names no app and gives no
 * key, so the same words by hand in the same minutes pass for ours; X itself would refuse ours then. Throws `StepTrouble`
 * when it cannot be asked now.
 */
export async function look(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Post>> {
  const same: Post[] = [];
  let since: number | undefined;
  let page: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const read = await readPage(page, api);
    if (read === 'refused' || !read.isComplete) return 'cannot-tell';
    since ??= startOf(start, read, api);
    same.push(...sameSince(since - CLOCK_SET_MS, read.list, wanted));
    const oldest = read.list.at(-1)?.createdAt;
    page = read.next;
    if (page === undefined || (oldest !== undefined && oldest < since - CLOCK_SET_MS))
      return settled(same, wanted, since);
  }
  return 'cannot-tell';
}

async function readPage(page: string | undefined, api: Api): Promise<ReadPosts | 'refused'> {
  const query = {
    max_results: String(PAGE),
    exclude: 'retweets',
    expansions: 'attachments.media_keys',
    ...(page === undefined ? {} : { pagination_token: page }),
  };
  try {
    return await readPosts(`/2/users/${api.account.remoteId}/tweets`, FIELDS, query, api);
  } catch (thrown) {
    // Refused for good, it will never be told. Anything else is a trouble of the moment: ask again later.
    if (thrown instanceof StepTrouble && thrown.trouble.kind === 'refused') return 'refused';
    throw thrown;
  }
}

/** When the step started, by X's clock, less what clocks may be off. */
function startOf(start: StepStart, { answer }: ReadPosts, api: Api): number {
  const agoMs = api.now() - start.startedAt;
  // Our clock was set back since: no time says anything.
  return agoMs < 0 ? -Infinity : serverNow(answer, api.now()) - agoMs - SKEW_MS;
}

function sameSince(since: number, list: readonly Post[], wanted: Wanted): Post[] {
  return list.filter(
    (post) =>
      (post.createdAt === undefined || post.createdAt >= since) &&
      post.parent === wanted.parent &&
      post.mediaKeys.length === wanted.files.length &&
      post.hasPoll === wanted.hasPoll &&
      isSameWords(post.written, wanted.text),
  );
}

function settled(same: readonly Post[], wanted: Wanted, since: number): Found<Post> {
  if (same.length === 0) return 'absent';
  const keys = wanted.files.flatMap(({ key }) => key ?? []);
  const withOurFiles = same.filter((post) => keys.length > 0 && keys.every((key) => post.mediaKeys.includes(key)));
  const [ours] = withOurFiles;
  if (ours && withOurFiles.length === 1) return { found: ours };
  // That a post calls a file as its upload did is UNCONFIRMED: another name does not prove that it is another file.
  const [only] = same;
  const isCertain = same.length === 1 && wanted.files.length === 0 && Number.isFinite(since);
  return only && isCertain && (only.createdAt ?? -Infinity) >= since ? { found: only } : 'cannot-tell';
}
