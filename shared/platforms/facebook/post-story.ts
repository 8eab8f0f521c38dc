import { serverNow } from '#shared/platforms/answers.ts';
import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import {
  aboutPage,
  get,
  shownAt,
  stepName,
  stopped,
  unseenTrouble,
  visibleTrouble,
} from '#shared/platforms/facebook/ask.ts';
import { areStale, isAnyGone, uploadPhotos, type UploadedPhoto } from '#shared/platforms/facebook/photos.ts';
import type { Outcome, Posted } from '#shared/platforms/facebook/posted.ts';
import { facebook, isVideo } from '#shared/platforms/facebook/rules.ts';
import { videoState } from '#shared/platforms/facebook/video-state.ts';
import { uploadVideo } from '#shared/platforms/facebook/video-upload.ts';
import { readAnswer, stories, storyMade } from '#shared/platforms/facebook/wire.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { Found, StepRunner, StepStart } from '#shared/publishing/steps.ts';

// A story (PLATFORMS.md 4.2): one photo or one video that was uploaded unseen. Whether it is out is said nowhere for
// certain (4.5): the list of stories is believed when it has it, and says nothing when it does not.

export interface PostedStory {
  readonly posted: Posted;
  readonly photos: readonly UploadedPhoto[];
}

const MOST_ROUNDS = 3;

/** What a story is made of. */
type Material = { readonly id: string; readonly at: number };

export async function postStory(media: DraftMedia, run: StepRunner, api: Api): Promise<PostedStory> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const photos = isVideo(media) ? [] : await uploadPhotos([media], round, false, run, api);
    const material = photos[0] ?? (await uploadVideo('video_stories', media, round, run, api));
    if (material === 'gone') continue;
    const posted = await run.step<Outcome>(
      stepName('create', round),
      { once: true, find: (start) => find(material, start, api) },
      () => create(material, media, api),
    );
    if (posted.how !== 'gone') return { posted, photos };
  }
  const about = { platform: facebook.name, file: media.name, answer: 'it was thrown away each time' };
  throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

async function create(material: Material, media: DraftMedia, api: Api): Promise<Outcome> {
  if (areStale([material], api)) return { how: 'gone' };
  const [edge, query] = isVideo(media)
    ? ['video_stories', { upload_phase: 'finish', video_id: material.id }]
    : ['photo_stories', { photo_id: material.id }];
  const url = graphAddress(api.account.server, `${api.account.remoteId}/${edge}`, query);
  const answer = await api.send({ method: 'POST', url });
  const made = readAnswer(storyMade, answer);
  if (made) return story(made.post_id, serverNow(answer, api.now()), 'answer', api);
  if (graphError(answer)?.code === 100 && (await isGone(material, media, api))) return { how: 'gone' };
  throw visibleTrouble(answer, api, media.name);
}

async function isGone({ id, at }: Material, media: DraftMedia, api: Api): Promise<boolean> {
  return isVideo(media) ? (await videoState(id, api)) === 'gone' : isAnyGone([{ id, at }], api);
}

/** UNCONFIRMED that the list has every story: found is found, anything else leaves it open. */
async function find({ id }: Material, start: StepStart, api: Api): Promise<Found<Outcome>> {
  const answer = await get(`${api.account.remoteId}/stories`, { fields: 'post_id,media_id,creation_time,url' }, api);
  const read = readAnswer(stories, answer);
  if (!read && graphError(answer)?.code !== 100) throw unseenTrouble(answer, api);
  const found = read?.data.find((one) => one.media_id === id);
  if (found) return { found: story(found.post_id, found.creation_time ?? api.now(), 'found', api) };
  lookAgainLater(start, api.now(), aboutPage(api));
  return 'cannot-tell';
}

function story(id: string, at: number, how: Posted['how'], api: Api): Posted {
  return { id, permalink: shownAt(undefined, `/stories/${id}`, api), at, how, isScheduled: false };
}
