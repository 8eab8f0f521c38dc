import { serverNow } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { enc, rest } from '#shared/platforms/linkedin/addresses.ts';
import type { PostBody } from '#shared/platforms/linkedin/compose-post.ts';
import { sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { plainText } from '#shared/platforms/linkedin/little-text.ts';
import { post, posts, readAnswer, type Post } from '#shared/platforms/linkedin/wire.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Found, StepStart, StepTrouble } from '#shared/publishing/steps.ts';

// Pages can read their own posts back; people cannot (PLATFORMS.md 2.5).

/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;
/** A clock that was set since the start makes the start look later than it was, by hours where a zone was mistaken. */
const CLOCK_SET_MS = 24 * 3_600_000;
const PER_PAGE = 100;
/** Three hundred posts since the start: whoever posts that much is not told apart by looking. */
const MOST_PAGES = 3;

/**
 * Looks for a page's post whose answer was lost, among its own since the step started: the same words and exactly the
 * same content. Says `absent` only of a list that is complete. Throws `StepTrouble` when it cannot be asked now.
 */
export async function findPost(body: PostBody, start: StepStart, api: Api): Promise<Found<Post>> {
  const same: Post[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = `author=${enc(body.author)}&q=author&count=${PER_PAGE}&start=${page * PER_PAGE}&sortBy=CREATED`;
    const answer = await sendUnseen(
      rest(api.account.server, 'GET', `/posts?${query}`, { restliMethod: 'FINDER' }),
      api,
    );
    const list = readAnswer(posts, answer)?.elements;
    if (!list) return notNow(answer, api);
    same.push(...list.filter((one) => isSame(one, body)));
    const since = windowStart(start, answer, api);
    const oldest = list.at(-1);
    const isComplete = list.length < PER_PAGE || (oldest && timeOf(oldest) < since - CLOCK_SET_MS);
    if (isComplete) return settled(same, body, since);
  }
  return 'cannot-tell';
}

/** The post of this URN, if it is the one that was sent since the step started. `undefined` where it is not, or gone. */
export async function ownPost(urn: string, body: PostBody, start: StepStart, api: Api): Promise<Post | undefined> {
  const answer = await sendUnseen(rest(api.account.server, 'GET', `/posts/${enc(urn)}`), api);
  const found = readAnswer(post, answer);
  if (found) return isSame(found, body) && isOurs(found, body, windowStart(start, answer, api)) ? found : undefined;
  // A deleted post is still called a duplicate for a day or two; then there is nothing to be shown.
  const why = trouble(answer, api, { what: 'unseen' });
  if (isForGood(why)) return undefined;
  throw why;
}

/** By the server's clock: what is older than this was made before the step started. */
export function windowStart(start: StepStart, answer: HttpAnswer, api: Api): number {
  const agoMs = api.now() - start.startedAt;
  // Our clock was set back since: no time says anything.
  return agoMs < 0 ? -Infinity : serverNow(answer, api.now()) - agoMs - SKEW_MS;
}

function settled(same: readonly Post[], body: PostBody, since: number): Found<Post> {
  const near = same.filter((one) => hasOwnFiles(body) || timeOf(one) >= since - CLOCK_SET_MS);
  const [only] = near;
  if (!only) return 'absent';
  return near.length === 1 && isOurs(only, body, since) ? { found: only } : 'cannot-tell';
}

/** Our files are on one post only; then no other can be meant, whenever it was made. */
function isOurs(found: Post, body: PostBody, since: number): boolean {
  return hasOwnFiles(body) || (since !== -Infinity && timeOf(found) >= since);
}

function hasOwnFiles({ content }: PostBody): boolean {
  return content?.media !== undefined || content?.multiImage !== undefined;
}

function isSame(found: Post, body: PostBody): boolean {
  return (
    found.author === body.author &&
    isSameText(plainText(found.commentary ?? ''), plainText(body.commentary)) &&
    isSameContent(found.content, body.content)
  );
}

function isSameContent(found: Post['content'], sent: PostBody['content']): boolean {
  // LinkedIn may make a card of an address in the text by itself.
  if (sent === undefined) return !found?.media && !found?.multiImage && !found?.poll;
  if (sent.article) return found?.article !== undefined && hrefOf(found.article.source) === hrefOf(sent.article.source);
  if (sent.poll) return found?.poll?.question === sent.poll.question;
  if (sent.media) return found?.media?.id === sent.media.id;
  const ids = (images: readonly { readonly id: string }[] = []): string => images.map(({ id }) => id).join();
  return ids(found?.multiImage?.images) === ids(sent.multiImage?.images);
}

function hrefOf(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}

function timeOf(found: Post): number {
  return found.createdAt ?? found.publishedAt ?? 0;
}

function notNow(answer: HttpAnswer, api: Api): 'cannot-tell' {
  const why = trouble(answer, api, { what: 'unseen' });
  if (isForGood(why)) return 'cannot-tell';
  throw why;
}

/** Refused for good, or not allowed to look: it will never be told. Anything else is a trouble of the moment. */
function isForGood({ trouble: { kind, failure } }: StepTrouble): boolean {
  return kind === 'refused' || failure.code === 'channel.no-permission';
}

/** When a page's post went out, by LinkedIn. */
export function publishedAt(found: Post): number | undefined {
  return found.publishedAt ?? found.createdAt;
}
