import {
  inRounds,
  isAgain,
  stepInRound,
  waitUntilReady,
  type Again,
  type Waiting,
} from '#shared/platforms/meta/containers.ts';
import { askContainer, makeChild, whyFailed, type Part } from '#shared/platforms/threads/containers.ts';
import { isVideo } from '#shared/platforms/threads/media-rules.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

// The files of a post, each in a container of its own.

/**
 * Makes what can be made before anything is seen, so that a thread does not stop in its middle over a picture: the
 * children of every carousel, and for the single file of a later part a container that is never used. That part's own
 * container names the post it answers, so it cannot be made yet; this one shows whether Threads takes the file.
 */
export async function prepareFiles(parts: readonly Part[], run: StepRunner, api: Api): Promise<void> {
  const early = parts.filter((part, at) => isCarousel(part) || (at > 0 && part.media.length === 1));
  // All of it is asked for before any of it is waited for.
  for (const part of early) await makeChildren(part, 0, run, api);
  for (const part of early) await inRounds((round) => childrenOf(part, round, run, api));
}

/** Several files are one post, which has a container of its own above theirs. */
export function isCarousel(part: Part): boolean {
  return part.media.length > 1;
}

/** The containers of a post's files, ready to be part of it. */
export async function childrenOf(
  part: Part,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<readonly string[] | Again> {
  const made = await makeChildren(part, round, run, api);
  if (isAgain(made)) return made;
  for (const [n, media] of part.media.entries()) {
    const container = made[n];
    if (!container) continue;
    const way = waitingFor([media], media.name, round, api);
    const name = stepInRound(`child-ready/${part.name}/${n}`, round);
    const ready = await run.step(name, 'repeatable', () => waitUntilReady(container, way));
    if (isAgain(ready)) return ready;
  }
  return made.map(({ id }) => id);
}

async function makeChildren(part: Part, round: number, run: StepRunner, api: Api) {
  const made = [];
  for (const [n, media] of part.media.entries()) {
    const name = stepInRound(`child/${part.name}/${n}`, round);
    const container = await run.step(name, 'repeatable', () => makeChild(media, round, api));
    if (isAgain(container)) return container;
    made.push(container);
  }
  return made;
}

/** How a container with these files is waited for. */
export function waitingFor(media: readonly DraftMedia[], file: string | undefined, round: number, api: Api): Waiting {
  return {
    platform: threads.name,
    file: file ?? 'the post',
    kind: media.some(isVideo) ? 'film' : 'picture',
    now: api.now,
    ask: (container) => askContainer(container, api),
    whyFailed: (said) => whyFailed(said, file, round, api),
  };
}
