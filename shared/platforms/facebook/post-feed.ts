import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { stepName, stopped, unconfirmed, visibleTrouble } from '#shared/platforms/facebook/ask.ts';
import { isDuplicate } from '#shared/platforms/facebook/failures.ts';
import { findDuplicate, findOrLookAgain, findPost } from '#shared/platforms/facebook/find-post.ts';
import type { Wanted } from '#shared/platforms/facebook/match-post.ts';
import { areStale, isAnyGone, uploadPhotos, type UploadedPhoto } from '#shared/platforms/facebook/photos.ts';
import {
  CREATED_FIELDS,
  postedOf,
  refusesTime,
  tooLate,
  whenFor,
  type Outcome,
  type Posted,
  type When,
} from '#shared/platforms/facebook/posted.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { created, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { StepRunner, StepStart } from '#shared/publishing/steps.ts';

// A text, with a link card or photos (PLATFORMS.md 4.2). Photos are always uploaded unseen and attached, also a single
// one: then everything slow is done before anything is visible, and a lost answer is found by the ids of its photos.

export interface FeedPost {
  readonly text: string;
  readonly link: string | undefined;
  readonly photos: readonly DraftMedia[];
  readonly handOverFor: number | undefined;
}

export interface PostedToFeed {
  readonly posted: Posted;
  readonly photos: readonly UploadedPhoto[];
}

const MOST_ROUNDS = 3;

/** Uploads, then posts; both once more in steps called `…/again-1` when Facebook has thrown the photos away meanwhile. */
export async function postToFeed(post: FeedPost, run: StepRunner, api: Api): Promise<PostedToFeed> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const photos = await uploadPhotos(post.photos, round, post.handOverFor !== undefined, run, api);
    const wanted: Wanted = { text: post.text, attached: photos.map(({ id }) => id), handOverFor: post.handOverFor };
    const posted = await run.step<Outcome>(
      stepName('create', round),
      { once: true, find: (start) => findOrLookAgain(wanted, start, api) },
      (start) => create(post, photos, wanted, start, api),
    );
    if (posted.how !== 'gone') return { posted, photos };
  }
  const about = { platform: facebook.name, file: post.photos[0]?.name ?? '', answer: 'it was thrown away each time' };
  throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

async function create(
  post: FeedPost,
  photos: readonly UploadedPhoto[],
  wanted: Wanted,
  start: StepStart,
  api: Api,
): Promise<Outcome> {
  if (areStale(photos, api)) return { how: 'gone' };
  const when = whenFor(post.handOverFor, api);
  const answer = await send(post, photos, when, api);
  const made = readAnswer(created, answer);
  if (made) return postedOf(made, answer, !when.published, api);
  if (isDuplicate(answer)) {
    const earlier = await findDuplicate(wanted, start, api);
    if (earlier) return earlier;
  }
  if (post.handOverFor !== undefined && refusesTime(answer, when)) throw tooLate(post.handOverFor, api);
  if (graphError(answer)?.code === 100 && (await isAnyGone(photos, api))) return settleGone(wanted, start, api);
  throw visibleTrouble(answer, api);
}

function send(post: FeedPost, photos: readonly UploadedPhoto[], when: When, api: Api): Promise<HttpAnswer> {
  const json = {
    ...(post.text === '' ? {} : { message: post.text }),
    ...(post.link === undefined ? {} : { link: post.link }),
    ...(photos.length === 0 ? {} : { attached_media: photos.map(({ id }) => ({ media_fbid: id })) }),
    ...when,
  };
  const url = graphAddress(api.account.server, `${api.account.remoteId}/feed`, { fields: CREATED_FIELDS });
  return api.send({ method: 'POST', url, body: { json } });
}

/** A photo is gone: thrown away, or with a post of this very step that was taken down by hand. */
async function settleGone(wanted: Wanted, start: StepStart, api: Api): Promise<Outcome> {
  const found = await findPost(wanted, start, api);
  if (found === 'absent') return { how: 'gone' };
  if (found === 'cannot-tell') throw unconfirmed(api);
  return found.found;
}
