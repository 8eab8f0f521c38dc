import { beside } from '#shared/platforms/beside.ts';
import {
  inRounds,
  isAgain,
  publishOnce,
  stepInRound,
  waitUntilReady,
  type Again,
  type Published,
} from '#shared/platforms/meta/containers.ts';
import { graphQuota } from '#shared/platforms/meta/graph.ts';
import { followers } from '#shared/platforms/threads/followers.ts';
import { mustHaveRoom } from '#shared/platforms/threads/allowance.ts';
import { childrenOf, isCarousel, prepareFiles, waitingFor } from '#shared/platforms/threads/carousel.ts';
import { filesOf, makePost, type Parent, type Part } from '#shared/platforms/threads/containers.ts';
import { authorize, brokerSignIn, ownKeysSignIn, renew } from '#shared/platforms/threads/oauth.ts';
import { chosenIn } from '#shared/platforms/threads/options.ts';
import { publishing, type Out } from '#shared/platforms/threads/publish-container.ts';
import { health, metrics, readBack, remove, type Posted } from '#shared/platforms/threads/published-post.ts';
import { cardOf, threads } from '#shared/platforms/threads/rules.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

// Publishing to Threads (PLATFORMS.md 6.2, 6.5). The steps:
//   room                    the day's allowance has room for all of it
//   child/<part>/<n>        a container for each file that is prepared early (see carousel.ts), and
//   child-ready/<part>/<n>  the wait until Threads has fetched and prepared it
//   container/<part>        the container of the post, seen by nobody; of a later part only once the one before is out
//   ready/<part>            the wait until it can be published
//   publish/<part>          it is out
//   …/comment               the same once more for a first comment, which answers the first part
//   confirm                 read back: its link, and when it came out
//
// Containers live 24 hours. What waits longer, or could not be fetched, is made again in steps called `…/again-1`.

const DAY_MS = 24 * 3_600_000;

export const threadsAdapter: Adapter = {
  platform: threads,
  connectors: { broker: brokerSignIn, 'own-keys': ownKeysSignIn },
  // The budget is one of a day (PLATFORMS.md 6.3) and names no rate.
  minGapMs: 200,
  publish,
  authorize,
  // A token that has run out cannot be renewed (PLATFORMS.md 6.1): it is renewed ahead of its end, or not at all.
  isExpired: () => false,
  renew,
  // 60 days, renewed at day 40 (PLATFORMS.md 9.4).
  renewWithinMs: 20 * DAY_MS,
  quota: graphQuota,
  remove,
  metrics,
  followers,
  health,
};

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const parts = draft.segments.map((segment, at) => partOf(segment, at, draft));
  const comment = commentOf(draft);
  const replies = parts.length - 1 + (comment === undefined ? 0 : 1);
  await run.step('room', 'repeatable', () => mustHaveRoom({ replies }, api));
  await prepareFiles(parts, run, api);

  const posted: Posted[] = [];
  for (const part of parts) posted.push(await post(part, posted.at(-1), run, api));
  const without = comment === undefined ? [] : await answerWith(comment, posted[0], run, api);
  return receiptOf(posted, without, run, api);
}

function partOf(segment: Draft['segments'][number], at: number, draft: Draft): Part {
  const chosen = chosenIn(draft.options);
  return {
    name: String(at),
    text: segment.text,
    media: segment.media,
    poll: segment.poll,
    card: cardOf(segment),
    // A thread has one topic, that of its beginning.
    chosen: at === 0 ? chosen : { ...chosen, topicTag: undefined },
  };
}

function commentOf({ firstComment = '' }: Draft): Part | undefined {
  if (firstComment.trim() === '') return undefined;
  return { name: 'comment', text: firstComment, media: [], poll: undefined, card: undefined, chosen: chosenIn({}) };
}

/** Publishes one post, in as many rounds as its containers need. */
async function post(part: Part, parent: Parent | undefined, run: StepRunner, api: Api): Promise<Posted> {
  const published = await inRounds((round) => postInRound(part, parent, round, run, api));
  return { ...published.post, how: published.how };
}

async function postInRound(
  part: Part,
  parent: Parent | undefined,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Published<Out> | Again> {
  const children = isCarousel(part) ? await childrenOf(part, round, run, api) : [];
  if (isAgain(children)) return children;
  const container = await run.step(stepInRound(`container/${part.name}`, round), 'repeatable', () =>
    makePost(part, { parent, children, round }, api),
  );
  if (isAgain(container)) return container;
  const ready = await run.step(stepInRound(`ready/${part.name}`, round), 'repeatable', () =>
    waitUntilReady(container, waitingFor(part.media, filesOf(part), round, api)),
  );
  if (isAgain(ready)) return ready;
  const way = publishing(part, parent, container, api);
  return publishOnce(run, stepInRound(`publish/${part.name}`, round), container.id, way);
}

/** The first comment; what the post is without when Threads refuses it. */
async function answerWith(
  comment: Part,
  first: Posted | undefined,
  run: StepRunner,
  api: Api,
): Promise<readonly FailureValue[]> {
  const came = await beside('publish.comment-refused', () => post(comment, first, run, api));
  return 'without' in came ? [came.without] : [];
}

async function receiptOf(
  posted: readonly Posted[],
  without: readonly FailureValue[],
  run: StepRunner,
  api: Api,
): Promise<Receipt> {
  const { confirmedBy, readings } = await run.step('confirm', 'repeatable', (start) => readBack(posted, start, api));
  const parts = posted.map(({ id }, at) => ({
    remoteId: id,
    // Threads gives none of a post with disputed rights, and it cannot be made from the id.
    permalink: readings[at]?.permalink ?? api.account.profileUrl,
  }));
  const [first] = parts;
  if (!first) throw new Error('A draft has at least one part');
  return {
    ...first,
    publishedAt: readings[0]?.at ?? posted[0]?.knownAt ?? api.now(),
    confirmedBy,
    parts,
    ...(without.length > 0 ? { without: [...without] } : {}),
  };
}
