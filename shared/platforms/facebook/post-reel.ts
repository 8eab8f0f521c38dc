import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { aboutPage, shownAt, stepName, stopped, visibleTrouble } from '#shared/platforms/facebook/ask.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import { areStale } from '#shared/platforms/facebook/photos.ts';
import { refusesTime, tooLate, whenFor, type Outcome, type Posted } from '#shared/platforms/facebook/posted.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { isAccepted, isWaiting, refuseBroken, shownTime, videoState } from '#shared/platforms/facebook/video-state.ts';
import { uploadVideo } from '#shared/platforms/facebook/video-upload.ts';
import type { VideoPost } from '#shared/platforms/facebook/post-video.ts';
import { done, readAnswer, type Video } from '#shared/platforms/facebook/wire.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import { serverNow } from '#shared/platforms/answers.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Found, StepRunner, StepStart } from '#shared/publishing/steps.ts';

// A reel in three phases (PLATFORMS.md 4.2). Its id is known before the last one, the only one that shows anything, and
// tells afterwards whether that one arrived.

const MOST_ROUNDS = 3;

export async function postReel(post: VideoPost, run: StepRunner, api: Api): Promise<Posted> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const uploaded = await uploadVideo('video_reels', post.video, round, run, api);
    if (uploaded === 'gone') continue;
    const posted = await run.step<Outcome>(
      stepName('create', round),
      { once: true, find: (start) => find(uploaded.id, start, api) },
      () => finish(uploaded, post, api),
    );
    if (posted.how !== 'gone') return posted;
  }
  const about = { platform: facebook.name, file: post.video.name, answer: 'it was thrown away each time' };
  throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

async function find(id: string, start: StepStart, api: Api): Promise<Found<Outcome>> {
  const state = await videoState(id, api);
  // Published and taken down by hand, or never finished and thrown away: the two look the same.
  if (state === 'gone') return 'cannot-tell';
  if (isAccepted(state)) return { found: reel(id, state, api) };
  lookAgainLater(start, api.now(), aboutPage(api));
  return 'absent';
}

async function finish(uploaded: { id: string; at: number }, post: VideoPost, api: Api): Promise<Outcome> {
  if (areStale([uploaded], api)) return { how: 'gone' };
  const when = whenFor(post.handOverFor, api);
  const url = graphAddress(api.account.server, `${api.account.remoteId}/video_reels`, {
    upload_phase: 'finish',
    video_id: uploaded.id,
  });
  const json = {
    ...(post.text === '' ? {} : { description: post.text }),
    ...(when.published
      ? { video_state: 'PUBLISHED' }
      : { video_state: 'SCHEDULED', scheduled_publish_time: when.scheduled_publish_time }),
  };
  const answer = await api.send({ method: 'POST', url, body: { json } });
  if (readAnswer(done, answer)) {
    const permalink = shownAt(undefined, `/reel/${uploaded.id}`, api);
    const at = serverNow(answer, api.now());
    return { id: uploaded.id, permalink, at, how: 'answer', isScheduled: !when.published };
  }
  if (post.handOverFor !== undefined && refusesTime(answer, when)) throw tooLate(post.handOverFor, api);
  // Its last phase came already, with an answer that was lost; or it is no longer there.
  if (graphError(answer)?.code === 100) {
    const state = await videoState(uploaded.id, api);
    if (state === 'gone' && isMissing(answer)) return { how: 'gone' };
    if (state !== 'gone' && isAccepted(state)) return reel(uploaded.id, state, api);
    if (state !== 'gone') refuseBroken(state, post.video.name);
  }
  throw visibleTrouble(answer, api, post.video.name);
}

function reel(id: string, state: Video, api: Api): Posted {
  const permalink = shownAt(state.permalink_url, `/reel/${id}`, api);
  return { id, permalink, at: shownTime(state) ?? api.now(), how: 'found', isScheduled: isWaiting(state) };
}
