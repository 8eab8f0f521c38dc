import { edit, metrics, remove } from '#shared/platforms/facebook/after.ts';
import { get, shownAt } from '#shared/platforms/facebook/ask.ts';
import { writeFirstComment } from '#shared/platforms/facebook/first-comment.ts';
import { untilLive } from '#shared/platforms/facebook/hand-over.ts';
import { health } from '#shared/platforms/facebook/health.ts';
import { broker, ownKeys } from '#shared/platforms/facebook/oauth.ts';
import type { UploadedPhoto } from '#shared/platforms/facebook/photos.ts';
import { postToFeed } from '#shared/platforms/facebook/post-feed.ts';
import { tooLate, type Posted } from '#shared/platforms/facebook/posted.ts';
import { postReel } from '#shared/platforms/facebook/post-reel.ts';
import { postStory } from '#shared/platforms/facebook/post-story.ts';
import { postVideo } from '#shared/platforms/facebook/post-video.ts';
import { renew, RENEW_WITHIN_MS } from '#shared/platforms/facebook/renew.ts';
import { facebook, isVideo, kindOf, type PostKind } from '#shared/platforms/facebook/rules.ts';
import { authorize, isExpired } from '#shared/platforms/facebook/secrets.ts';
import { untilShown } from '#shared/platforms/facebook/video-state.ts';
import { post as postAnswer, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { FailureValue } from '#shared/failures.ts';
import { graphQuota } from '#shared/platforms/meta/graph.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Publishing to a Facebook page (PLATFORMS.md 4.2, 4.5). The steps:
//   photo/<n>                   unseen uploads; thrown away by Facebook after a day, made again in …/again-1
//   video/start, video/upload   a reel's or story's video, unseen until `create`
//   create                      the only one that shows something; looked for when its answer is lost
//   live                        only for Facebook's own scheduler: waits until it has sent the post
//   ready                       videos: waits until people see them
//   confirm                     reads the post back; without it the answer is proof enough
//   comment                     the first comment

export const facebookAdapter: Adapter = {
  platform: facebook,
  connectors: { 'own-keys': ownKeys, broker },
  // No number is published: calls are budgeted by the page's reach (PLATFORMS.md 3.3), and `quota` keeps to that.
  minGapMs: 200,
  publish,
  authorize,
  isExpired,
  renew,
  renewWithinMs: RENEW_WITHIN_MS,
  quota: graphQuota,
  remove,
  edit,
  metrics,
  health,
};

interface Plan {
  readonly kind: PostKind;
  readonly text: string;
  readonly link: string | undefined;
  readonly media: readonly DraftMedia[];
  readonly video: DraftMedia | undefined;
  readonly comment: string;
  readonly handOverFor: number | undefined;
}

/** What is out, as far as it is known. */
interface Out {
  readonly posted: Posted;
  readonly photos: readonly UploadedPhoto[];
}

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const plan = planOf(draft);
  const { posted, photos } = await post(plan, run, api);
  const shown = await proof(posted, plan, run, api);
  const refused = plan.comment === '' ? [] : await writeFirstComment(posted.id, plan.comment, run, api);
  const without = [...photos.flatMap((photo, n) => withoutAlt(photo, plan.media[n])), ...refused];
  return {
    remoteId: posted.id,
    ...shown,
    parts: [{ remoteId: posted.id, permalink: shown.permalink }],
    ...(without.length === 0 ? {} : { without }),
  };
}

function planOf(draft: Draft): Plan {
  const [segment] = draft.segments;
  if (!segment) throw new Error('A draft has at least one part');
  const { text, media, link } = segment;
  return {
    kind: kindOf(draft),
    text,
    link: media.length > 0 ? undefined : link,
    media,
    video: media.find(isVideo),
    comment: draft.firstComment?.trim() ?? '',
    handOverFor: draft.handOverFor,
  };
}

async function post(plan: Plan, run: StepRunner, api: Api): Promise<Out> {
  const { kind, text, link, media, video, handOverFor } = plan;
  const [first] = media;
  if (kind === 'story' && first) {
    // Facebook's scheduler takes no stories (the rules say so): never before its time.
    if (handOverFor !== undefined && handOverFor > api.now()) throw tooLate(handOverFor, api);
    return postStory(first, run, api);
  }
  if (!video) return postToFeed({ text, link, photos: media, handOverFor }, run, api);
  const posted = await (kind === 'reel' ? postReel : postVideo)({ text, video, handOverFor }, run, api);
  return { posted, photos: [] };
}

type Shown = Pick<Receipt, 'permalink' | 'publishedAt' | 'confirmedBy'>;

/** Where and since when people see it, and how we know. */
async function proof(posted: Posted, plan: Plan, run: StepRunner, api: Api): Promise<Shown> {
  const known: Shown = { permalink: posted.permalink, publishedAt: posted.at, confirmedBy: posted.how };
  // Nothing reads a story back (PLATFORMS.md 4.5).
  if (plan.kind === 'story') return known;
  const file = plan.video?.name;
  if (posted.isScheduled) {
    const live = await untilLive(posted, { handOverFor: plan.handOverFor ?? 0, file }, run, api);
    return { permalink: live.permalink, publishedAt: live.at, confirmedBy: 'read-back' };
  }
  const read = file === undefined ? await readBack(posted, run, api) : await untilShown(posted.id, file, run, api);
  return read === undefined ? known : { permalink: read.permalink, publishedAt: read.at, confirmedBy: 'read-back' };
}

/** It is out, whatever happens here: what cannot be read back now is still proven by the answer. */
async function readBack(
  posted: Posted,
  run: StepRunner,
  api: Api,
): Promise<{ readonly permalink: string; readonly at: number } | undefined> {
  const read = await run.step('confirm', 'repeatable', async () => {
    try {
      const answer = await get(posted.id, { fields: 'id,created_time,permalink_url' }, api);
      const known = readAnswer(postAnswer, answer);
      if (known?.id !== posted.id) return null;
      return { permalink: shownAt(known.permalink_url, posted.permalink, api), at: known.created_time };
    } catch (thrown) {
      if (thrown instanceof StepTrouble) return null;
      throw thrown;
    }
  });
  return read ?? undefined;
}

function withoutAlt({ withoutAlt: answer }: UploadedPhoto, media: DraftMedia | undefined): FailureValue[] {
  if (answer === undefined) return [];
  return [{ code: 'publish.without-alt', about: { platform: facebook.name, file: media?.name ?? '', answer } }];
}
