import { beside } from '#shared/platforms/beside.ts';
import {
  inRounds,
  isAgain,
  publishOnce,
  stepInRound,
  waitUntilReady,
  type Again,
  type Container,
  type Published,
  type Publishing,
  type Waiting,
} from '#shared/platforms/meta/containers.ts';
import { graphQuota } from '#shared/platforms/meta/graph.ts';
import { mustHaveRoom } from '#shared/platforms/threads/allowance.ts';
import {
  askContainer,
  filesOf,
  finishedType,
  makeChild,
  makePost,
  whyFailed,
  type Part,
} from '#shared/platforms/threads/containers.ts';
import { isMissing, troubleOf } from '#shared/platforms/threads/failures.ts';
import { findPost } from '#shared/platforms/threads/find-post.ts';
import { isVideo } from '#shared/platforms/threads/media-rules.ts';
import { authorize, brokerSignIn, ownKeysSignIn, renew } from '#shared/platforms/threads/oauth.ts';
import { chosenIn } from '#shared/platforms/threads/options.ts';
import { health, metrics, readBack, remove, type Posted } from '#shared/platforms/threads/published-post.ts';
import { cardOf, threads } from '#shared/platforms/threads/rules.ts';
import { address, made, readAnswer } from '#shared/platforms/threads/wire.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import type { StepRunner, Trouble } from '#shared/publishing/steps.ts';

// Publishing to Threads (PLATFORMS.md 6.2, 6.5). The steps:
//   room                     the day's allowance has room for all of it
//   child/<part>/<n>         a container for each file of a carousel, and
//   child-ready/<part>/<n>   the wait until Threads has fetched and prepared it
//   rehearsal/<part>, …      the same for the one file of a later part, never used: see below
//   container/<part>         the container of the post, seen by nobody
//   ready/<part>             the wait until it can be published
//   publish/<part>           it is out
//   …/comment                the same once more for a first comment, a reply to the first part
//   confirm                  read back: its link, and when it came out
//
// The container of a later part names the post it answers, so it can only be made once that is out. Everything else is
// prepared before the first part is seen, so that a thread does not stop in its middle over a picture: the children of
// all carousels, and for a part with a single file a container that shows whether Threads takes the file.
//
// Containers live 24 hours. What waits longer, or could not be fetched, is made again in steps called `…/again-1`.

/** What the API asks of the whole account is a budget of a day (PLATFORMS.md 6.3); it names no rate. */
const MIN_GAP_MS = 200;
const DAY_MS = 24 * 3_600_000;

export const threadsAdapter: Adapter = {
  platform: threads,
  connectors: { broker: brokerSignIn, 'own-keys': ownKeysSignIn },
  minGapMs: MIN_GAP_MS,
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
  health,
};

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const parts = draft.segments.map((segment, at) => partOf(segment, at, draft));
  const replies = parts.length - 1 + (hasComment(draft) ? 1 : 0);
  await run.step('room', 'repeatable', () => mustHaveRoom({ replies }, api));
  await prepare(parts, run, api);

  const posted: Posted[] = [];
  for (const part of parts) posted.push(await post(part, posted.at(-1)?.id, run, api));
  const [first] = posted;
  if (!first) throw new Error('A draft has at least one part');

  const comment = await commentOn(first, draft, run, api);
  const { confirmedBy, reads } = await run.step('confirm', 'repeatable', (start) => readBack(posted, start, api));
  const links = posted.map(({ id }, at) => ({
    remoteId: id,
    permalink: reads[at]?.permalink ?? api.account.profileUrl,
  }));
  return {
    remoteId: first.id,
    permalink: links[0]?.permalink ?? api.account.profileUrl,
    publishedAt: reads[0]?.at ?? first.at,
    confirmedBy,
    parts: links,
    ...(comment !== undefined && 'without' in comment ? { without: [comment.without] } : {}),
  };
}

function partOf(segment: Draft['segments'][number], at: number, draft: Draft): Part {
  const chosen = chosenIn(draft.options);
  return {
    name: String(at),
    text: segment.text,
    media: segment.media,
    poll: segment.poll,
    card: cardOf(segment),
    // A thread has one topic, its beginning's.
    chosen: at === 0 ? chosen : { ...chosen, topicTag: undefined },
  };
}

/** Everything that can be made before anything is seen; all of it is asked for before any of it is waited for. */
async function prepare(parts: readonly Part[], run: StepRunner, api: Api): Promise<void> {
  const carousels = parts.filter(isCarousel);
  for (const part of carousels) await makeChildren(part, 0, run, api);
  for (const part of carousels) await inRounds((round) => childrenOf(part, round, run, api));
  for (const part of parts.slice(1)) {
    const [only, ...others] = part.media;
    if (only && others.length === 0) await inRounds((round) => fileOf(`rehearsal/${part.name}`, only, round, run, api));
  }
}

function isCarousel(part: Part): boolean {
  return part.media.length > 1;
}

/** Publishes one part, in as many rounds as its containers need. */
async function post(part: Part, parent: string | undefined, run: StepRunner, api: Api): Promise<Posted> {
  const published = await inRounds((round) => postInRound(part, parent, round, run, api));
  return { ...published.post, how: published.how };
}

async function postInRound(
  part: Part,
  parent: string | undefined,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Published<Out> | Again> {
  const children = isCarousel(part) ? await childrenOf(part, round, run, api) : [];
  if (isAgain(children)) return children;
  const container = await run.step(stepInRound(`container/${part.name}`, round), 'repeatable', (start) =>
    makePost(part, { parent, children, round }, start, api),
  );
  if (isAgain(container)) return container;
  const ready = await run.step(stepInRound(`ready/${part.name}`, round), 'repeatable', () =>
    waitUntilReady(container, waiting(filesOf(part), part.media, round, api)),
  );
  if (isAgain(ready)) return ready;
  return publishOnce(
    run,
    stepInRound(`publish/${part.name}`, round),
    container.id,
    publishing(part, parent, container, api),
  );
}

/** The containers of a carousel's files. */
async function childrenOf(part: Part, round: number, run: StepRunner, api: Api): Promise<readonly string[] | Again> {
  const made = await makeChildren(part, round, run, api);
  const ids: string[] = [];
  for (const [n, container] of made.entries()) {
    const media = part.media[n];
    if (!media || isAgain(container)) return container as Again;
    const ready = await readyFile(`child-ready/${part.name}/${n}`, container, media, round, run, api);
    if (isAgain(ready)) return ready;
    ids.push(container.id);
  }
  return ids;
}

async function makeChildren(
  part: Part,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<readonly (Container | Again)[]> {
  const made: (Container | Again)[] = [];
  for (const [n, media] of part.media.entries()) {
    const name = stepInRound(`child/${part.name}/${n}`, round);
    made.push(await run.step(name, 'repeatable', () => makeChild(media, round, api)));
  }
  return made;
}
