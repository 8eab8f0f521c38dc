import { serverNow } from '#shared/platforms/answers.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { rest } from '#shared/platforms/linkedin/addresses.ts';
import type { PostBody } from '#shared/platforms/linkedin/compose-post.ts';
import { duplicateIn, trouble } from '#shared/platforms/linkedin/failures.ts';
import { findPost, ownPost, publishedAt, windowStart } from '#shared/platforms/linkedin/find-post.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { isPage, madeAt } from '#shared/platforms/linkedin/urn.ts';
import { createdId, type Post } from '#shared/platforms/linkedin/wire.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// The one request that people can see. LinkedIn knows no keys, but refuses what is identical to a post of the same
// account and names that post (422 DUPLICATE_POST, PLATFORMS.md 2.5). When the answer was lost:
//   a page    looks through its own posts
//   a person  may not look, so exactly the same is sent once more, in a step of its own (`create/repeat`), when the first
//             request must long have come to its end. Refused as a duplicate, the post is there, and this is its URN;
//             taken, it was not there, and this is the post. If that answer is lost too, only a person can tell.

export type Posted = {
  readonly urn: string;
  /** UTC ms. */
  readonly at: number;
  readonly how: 'answer' | 'found';
};

/** PLATFORMS.md 9.1: the last look. By then the first request has been written, or never will be. */
const SETTLED_AFTER_MS = 10 * 60_000;
/**
 * A repeat may be what goes out, and how long LinkedIn knows a duplicate is not documented (longer than a day, by
 * PLATFORMS.md 2.5). So it is sent while a post of this age would still be sent without asking, and not later.
 */
const REPEAT_WITHIN_MS = 60 * 60_000;

/** Creates the post, once. */
export function createPost(body: PostBody, run: StepRunner, api: Api): Promise<Posted> {
  const find = (start: StepStart): Promise<Found<Posted>> =>
    isPage(body.author) ? findOnPage(body, start, api) : findByRepeating(body, start, run, api);
  return run.step<Posted>('create', { once: true, find }, (start) => create(body, start, api));
}

async function create(body: PostBody, start: StepStart, api: Api): Promise<Posted> {
  const answer = await api.send(requestOf(body, api));
  const made = postedIn(answer, api);
  if (made) return made;
  const duplicate = duplicateIn(answer);
  // On a first try it is a person's own older post, unless a page can see that it is ours.
  if (duplicate?.urn === undefined || !isPage(body.author)) throw trouble(answer, api, { what: 'post' });
  const own = await ownPost(duplicate.urn, body, start, api);
  if (own) return foundPost(own, api);
  throw trouble(answer, api, { what: 'post' });
}

async function findOnPage(body: PostBody, start: StepStart, api: Api): Promise<Found<Posted>> {
  const found = await findPost(body, start, api);
  if (found === 'absent') lookAgainLater(start, api.now(), aboutUs(api));
  return typeof found === 'object' ? { found: foundPost(found.found, api) } : found;
}

async function findByRepeating(body: PostBody, start: StepStart, run: StepRunner, api: Api): Promise<Found<Posted>> {
  const waitedMs = api.now() - start.startedAt;
  if (waitedMs >= 0 && waitedMs < SETTLED_AFTER_MS) {
    const askAt = start.startedAt + SETTLED_AFTER_MS;
    throw stopped({ kind: 'processing', failure: { code: 'publish.unconfirmed', about: aboutUs(api) }, askAt });
  }
  // That answer lost as well: once more would be a guess (PLATFORMS.md 9.3).
  const find = async (): Promise<Found<Posted>> => 'cannot-tell';
  return { found: await run.step<Posted>('create/repeat', { once: true, find }, () => repeat(body, start, api)) };
}

async function repeat(body: PostBody, start: StepStart, api: Api): Promise<Posted> {
  const waitedMs = api.now() - start.startedAt;
  if (waitedMs < 0 || waitedMs > REPEAT_WITHIN_MS) throw cannotTell(api);
  const answer = await api.send(requestOf(body, api));
  const made = postedIn(answer, api);
  if (made) return made;
  const duplicate = duplicateIn(answer);
  if (!duplicate) throw trouble(answer, api, { what: 'post' });
  if (duplicate.urn === undefined) throw cannotTell(api);
  const at = madeAt(duplicate.urn);
  // An older post of the same words: ours was refused as well, or never arrived.
  if (at !== undefined && at < windowStart(start, answer, api)) throw trouble(answer, api, { what: 'post' });
  return { urn: duplicate.urn, at: at ?? serverNow(answer, api.now()), how: 'found' };
}

function requestOf(body: PostBody, api: Api): HttpRequest {
  return rest(api.account.server, 'POST', '/posts', { json: body });
}

function postedIn(answer: HttpAnswer, api: Api): Posted | undefined {
  const urn = createdId(answer);
  return urn === undefined ? undefined : { urn, at: serverNow(answer, api.now()), how: 'answer' };
}

function foundPost(found: Post, api: Api): Posted {
  return { urn: found.id, at: publishedAt(found) ?? api.now(), how: 'found' };
}

function cannotTell(api: Api): StepTrouble {
  return stopped({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: aboutUs(api) } });
}

function aboutUs(api: Api): { platform: string; channel: string } {
  return { platform: linkedin.name, channel: api.account.handle };
}

function stopped(why: Trouble): StepTrouble {
  return new StepTrouble(why);
}
