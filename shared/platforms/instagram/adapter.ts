import { remove, health, metrics } from '#shared/platforms/instagram/after-publishing.ts';
import { graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf } from '#shared/platforms/instagram/asking.ts';
import { isVideo, shapeOf } from '#shared/platforms/instagram/choices.ts';
import { facebookLogin } from '#shared/platforms/instagram/facebook-login.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { findMedia } from '#shared/platforms/instagram/find-media.ts';
import { writeFirstComment } from '#shared/platforms/instagram/first-comment.ts';
import { ownKeys, throughBroker } from '#shared/platforms/instagram/instagram-login.ts';
import { askContainer, prepare } from '#shared/platforms/instagram/prepare.ts';
import { checkQuota } from '#shared/platforms/instagram/quota.ts';
import { isExpired, renew, RENEW_WITHIN_MS } from '#shared/platforms/instagram/renew.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { authorize } from '#shared/platforms/instagram/secrets.ts';
import { made, readAnswer, readMedia } from '#shared/platforms/instagram/wire.ts';
import {
  inRounds,
  isAgain,
  publishOnce,
  sendUnseen,
  stepInRound,
  type Again,
  type Published,
} from '#shared/platforms/meta/containers.ts';
import { graphQuota } from '#shared/platforms/meta/graph.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// Publishing to Instagram (PLATFORMS.md 5.2, 5.5). The steps:
//   quota              whether Instagram takes another post today
//   container/<n>      one for each file, unseen; upload/<n> its bytes where they go up directly; ready/<n> the wait
//   carousel           the container of several, with its own ready/carousel
//   publish            the one that people see; the container says whether it happened
//   confirm            read back, with the permalink; without it the answer is proof enough
//   comment            the first comment
// Containers live for a day. What waited longer is made again, in steps called `…/again-1` (meta/containers.ts).

export const instagramAdapter: Adapter = {
  platform: instagram,
  connectors: { 'own-keys': ownKeys, 'facebook-login': facebookLogin, broker: throughBroker },
  // The budget is counted over a day and its headers are heeded (PLATFORMS.md 3.3); this keeps bursts small.
  minGapMs: 200,
  publish,
  authorize,
  isExpired,
  renew,
  renewWithinMs: RENEW_WITHIN_MS,
  quota: graphQuota,
  remove,
  metrics,
  health,
};

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const { how, post: id } = await inRounds((round) => publishInRound(draft, round, run, api));
  const shown = await run.step('confirm', 'repeatable', (start) => readBack(id, start, api));
  const text = shapeOf(draft) === 'story' ? '' : (draft.firstComment ?? '').trim();
  const without = text === '' ? [] : await writeFirstComment(id, text, run, api);
  return {
    remoteId: id,
    permalink: shown.permalink,
    publishedAt: shown.publishedAt,
    confirmedBy: shown.isRead ? 'read-back' : how,
    parts: [{ remoteId: id, permalink: shown.permalink }],
    ...(without.length === 0 ? {} : { without }),
  };
}

async function publishInRound(
  draft: Draft,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Published<string> | Again> {
  await run.step(stepInRound('quota', round), 'repeatable', () => checkQuota(api));
  const container = await prepare(draft, round, run, api);
  if (isAgain(container)) return container;
  const wanted = {
    caption: draft.segments[0]?.text ?? '',
    shape: shapeOf(draft),
    isVideo: draft.segments[0]?.media.some(isVideo) ?? false,
  };
  return publishOnce<string>(run, stepInRound('publish', round), container.id, {
    platform: instagram.name,
    now: api.now,
    ask: (id) => askContainer(id, api),
    send: (id) => sendPublish(id, api),
    look: (start, isOut) => findMedia(wanted, start, isOut, api),
  });
}

const PUBLISH_TIMEOUT_MS = 60_000;

async function sendPublish(container: string, api: Api): Promise<{ made: string } | { trouble: Trouble }> {
  const url = graphAddress(api.account.server, `/${api.account.remoteId}/media_publish`);
  const body = { form: { creation_id: container } };
  const answer = await api.send({ method: 'POST', url, body, timeoutMs: PUBLISH_TIMEOUT_MS });
  const published = readAnswer(made, answer);
  return published ? { made: published.id } : { trouble: troubleOf(answer, askingOf(api, { shows: true })) };
}

type Shown = { readonly permalink: string; readonly publishedAt: number; readonly isRead: boolean };

/** How long the permalink is asked for, and how often. */
const READ_WITHIN_MS = 2 * 60_000;
const READ_AGAIN_MS = 5_000;

/**
 * It is out, whatever happens here. The permalink can only be read: it is asked for a while, and where it cannot be had
 * the profile stands in for it, where the post is the newest.
 */
async function readBack(id: string, start: StepStart, api: Api): Promise<Shown> {
  const read = await readOnce(id, api);
  if (!('kind' in read)) return read;
  const willPass = read.kind === 'temporary' || read.kind === 'not-arrived' || read.kind === 'maybe';
  if (willPass && api.now() - start.startedAt < READ_WITHIN_MS) {
    throw new StepTrouble({ kind: 'processing', failure: read.failure, askAt: api.now() + READ_AGAIN_MS });
  }
  return { permalink: api.account.profileUrl, publishedAt: api.now(), isRead: false };
}

async function readOnce(id: string, api: Api): Promise<Shown | Trouble> {
  const url = graphAddress(api.account.server, `/${id}`, { fields: 'id,permalink,timestamp' });
  try {
    const answer = await sendUnseen({ method: 'GET', url }, api);
    const media = readAnswer(readMedia, answer);
    if (media?.id !== id) return troubleOf(answer, askingOf(api, { shows: false }));
    return { permalink: media.permalink, publishedAt: media.timestamp ?? api.now(), isRead: true };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return thrown.trouble;
    throw thrown;
  }
}
