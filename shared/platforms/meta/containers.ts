import { never } from '#shared/assert.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import {
  StepTrouble,
  type Found,
  type StepResult,
  type StepRunner,
  type StepStart,
  type Trouble,
} from '#shared/publishing/steps.ts';

// Instagram and Threads publish in three moves (PLATFORMS.md 5.2, 6.2): a container is made, which nobody sees; the
// network prepares it for a while, fetching its files; and it is published by its id. The id is the token that a lost
// answer is settled with (5.5): a container is published at most once and says whether it was.
//
// A container lives for 24 hours. What is ready and waits longer, after a day without power, is made again: every step
// of such a round has a name of its own (`publish/again-1`).

/** What a network says about a container; `gone` is one that it no longer knows. */
export type ContainerState = 'preparing' | 'ready' | 'published' | 'failed' | 'expired' | 'gone';

/** A container as its network describes it. */
export interface ContainerSaid {
  readonly state: ContainerState;
  /** The network's words or code for what went wrong; empty where it says nothing. */
  readonly words: string;
}

/** A container that was made, as its step keeps it. */
export type Container = {
  readonly id: string;
  /** UTC ms, by our clock. */
  readonly madeAt: number;
};

/** That a round came to nothing without anything being seen, and why: the next one may do better. */
export type Again = { readonly again: FailureValue };

/** The state that both networks mean by one word, under `status_code` here and `status` there; `undefined` for an unknown one. */
export function containerState(word: string): ContainerState | undefined {
  return STATES[word];
}

const STATES: Readonly<Record<string, ContainerState | undefined>> = {
  IN_PROGRESS: 'preparing',
  FINISHED: 'ready',
  PUBLISHED: 'published',
  ERROR: 'failed',
  EXPIRED: 'expired',
};

/** Sends what shows nothing to anybody: a lost answer leaves no doubt, only another try. Throws `StepTrouble`. */
export async function sendUnseen(request: HttpRequest, api: Pick<Api, 'send'>): Promise<HttpAnswer> {
  try {
    return await api.send(request);
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble) || thrown.trouble.kind !== 'maybe') throw thrown;
    throw new StepTrouble({ kind: 'temporary', failure: thrown.trouble.failure }, { cause: thrown });
  }
}

/** The name of a step in the given round, counted from 0. */
export function stepInRound(name: string, round: number): string {
  return round === 0 ? name : `${name}/again-${round}`;
}

/** The first was stale, the second failed on the way: a third is asked of no network. */
const MOST_ROUNDS = 3;

/** Runs rounds until one comes to something. Throws `StepTrouble` (`refused`, with what the last one said). */
export async function inRounds<T>(work: (round: number) => Promise<T | Again>): Promise<T> {
  let last: Again | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const came = await work(round);
    if (!isAgain(came)) return came;
    last = came;
  }
  const failure: FailureValue = last?.again ?? { code: 'publish.unknown-answer', about: {} };
  throw new StepTrouble({ kind: 'refused', failure });
}

/** Whether a step's result is that its round came to nothing. */
export function isAgain(came: unknown): came is Again {
  return typeof came === 'object' && came !== null && 'again' in came;
}

const MINUTE_MS = 60_000;
/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 30 * MINUTE_MS;
/** When it is asked, counted from when the container was made; after that once a minute (PLATFORMS.md 5.2). */
const LOOKS_MS = { picture: [0, 3_000, 10_000, 30_000], film: [30_000] } as const;

/** How a container is waited for. */
export interface Waiting {
  readonly platform: string;
  /** The file, or whatever names the container to a person. */
  readonly file: string;
  /** Pictures and texts are ready almost at once, films are not. */
  readonly kind: 'picture' | 'film';
  readonly now: () => number;
  /** Asks the network about the container. Throws `StepTrouble`. */
  ask(container: string): Promise<ContainerSaid>;
  /** Why it failed: `Again` where making it anew may help, or the trouble that ends it. */
  whyFailed(said: ContainerSaid): Again | Trouble;
}

/**
 * What a `repeatable` step does until the container can be published. Throws `StepTrouble`: `processing` while the
 * network works on it, `refused` when it cannot be prepared.
 */
export async function waitUntilReady(container: Container, waiting: Waiting): Promise<'ready' | Again> {
  const looks = LOOKS_MS[waiting.kind];
  const ageMs = waiting.now() - container.madeAt;
  const firstMs = looks[0];
  // A clock that was set back since makes the age negative: it is asked all the same, not much later.
  if (ageMs >= 0 && ageMs < firstMs) throw stillPreparing(waiting, firstMs - ageMs);

  const said = await waiting.ask(container.id);
  switch (said.state) {
    // Published by an earlier run that lost everything after it; publishing finds it.
    case 'ready':
    case 'published':
      return 'ready';
    case 'expired':
    case 'gone':
      return { again: goneFailure(waiting.platform) };
    case 'failed':
      return againOrThrow(waiting.whyFailed(said));
    case 'preparing': {
      if (ageMs > PREPARED_WITHIN_MS) throw new StepTrouble(notPrepared(waiting));
      const nextMs = looks.find((ms) => ms > ageMs);
      throw stillPreparing(waiting, nextMs === undefined || ageMs < 0 ? MINUTE_MS : nextMs - ageMs);
    }
    default:
      return never(said.state);
  }
}

function againOrThrow(why: Again | Trouble): Again {
  return isAgain(why) ? why : stop(why);
}

function stillPreparing({ platform, file, now }: Waiting, inMs: number): StepTrouble {
  const failure: FailureValue = { code: 'publish.processing', about: { platform, file } };
  return new StepTrouble({ kind: 'processing', failure, askAt: now() + inMs });
}

function notPrepared({ platform, file }: Waiting): Trouble {
  const about = { platform, file, answer: 'it was not prepared within 30 minutes' };
  return { kind: 'refused', failure: { code: 'publish.media-refused', about } };
}

/** Why a container that is no longer there is made again. */
function goneFailure(platform: string): FailureValue {
  return { code: 'publish.refused', about: { platform, answer: 'what was prepared for it had expired' } };
}

/** What was published, as a step keeps it, and how it is known. */
export type Published<Post> = { readonly how: 'answer' | 'found'; readonly post: Post };

/** How a container is published, and found when the answer was lost. */
export interface Publishing<Post> {
  readonly platform: string;
  readonly now: () => number;
  ask(container: string): Promise<ContainerSaid>;
  /** Sends the request that publishes: what it answered, or why that is none. Throws `StepTrouble` where no answer came. */
  send(container: string): Promise<{ readonly made: Post } | { readonly trouble: Trouble }>;
  /**
   * Looks through the account's posts since the start for one that is exactly this. `isOut`: the container says that it
   * was published, so that of several signs a missing one may be forgiven. `absent` only of a list that is complete.
   */
  look(start: StepStart, isOut: boolean): Promise<Found<Post>>;
}

/** Publishes a container in a `once` step of this name. Throws `StepTrouble`. */
export function publishOnce<Post extends StepResult>(
  run: StepRunner,
  name: string,
  container: string,
  way: Publishing<Post>,
): Promise<Published<Post> | Again> {
  const find = (start: StepStart): Promise<Found<Published<Post> | Again>> => findPublished(container, start, way);
  return run.step<Published<Post> | Again>(name, { once: true, find }, (start) => publishNow(container, start, way));
}

async function findPublished<Post extends StepResult>(
  container: string,
  start: StepStart,
  way: Publishing<Post>,
): Promise<Found<Published<Post>>> {
  const { state } = await way.ask(container);
  switch (state) {
    // Not published; and should a request of ours still be on its way, a container cannot be published twice.
    case 'ready':
      return 'absent';
    case 'preparing':
      lookAgainLater(start, way.now(), { platform: way.platform });
      return 'absent';
    case 'published':
      return lookUntilShown(start, way);
    case 'failed':
    case 'expired':
    case 'gone':
      return lookForGone(start, way);
    default:
      return never(state);
  }
}

/** It is out, and shows in the list sooner or later; one that never does cannot be proven, and is not sent again. */
async function lookUntilShown<Post extends StepResult>(
  start: StepStart,
  way: Publishing<Post>,
): Promise<{ found: Published<Post> } | 'cannot-tell'> {
  const found = await way.look(start, true);
  if (typeof found === 'object') return asFound(found.found);
  if (found === 'absent') lookAgainLater(start, way.now(), { platform: way.platform });
  return 'cannot-tell';
}

/** The container can no longer say: only the account's own posts can. */
async function lookForGone<Post extends StepResult>(
  start: StepStart,
  way: Publishing<Post>,
): Promise<Found<Published<Post>>> {
  const found = await way.look(start, false);
  if (typeof found === 'object') return asFound(found.found);
  if (found === 'absent') lookAgainLater(start, way.now(), { platform: way.platform });
  return found;
}

function asFound<Post>(post: Post): { found: Published<Post> } {
  return { found: { how: 'found', post } };
}

async function publishNow<Post extends StepResult>(
  container: string,
  start: StepStart,
  way: Publishing<Post>,
): Promise<Published<Post> | Again> {
  const sent = await way.send(container);
  if ('made' in sent) return { how: 'answer', post: sent.made };
  const { trouble } = sent;
  return mayBeAboutContainer(trouble) ? settleRefusal(trouble, container, start, way) : stop(trouble);
}

/** Neither a lost answer nor patience asked for says anything about the container. */
function mayBeAboutContainer(trouble: Trouble): boolean {
  const { kind } = trouble;
  return kind === 'refused' || kind === 'processing' || (kind === 'temporary' && trouble.retryAt === undefined);
}

function stop(trouble: Trouble): never {
  throw new StepTrouble(trouble);
}

/** Networks refuse a container that was published already, or that is gone, in words of many kinds; it says itself which. */
async function settleRefusal<Post extends StepResult>(
  trouble: Trouble,
  container: string,
  start: StepStart,
  way: Publishing<Post>,
): Promise<Published<Post> | Again> {
  const { state } = await way.ask(container);
  switch (state) {
    case 'preparing':
    case 'ready':
      throw new StepTrouble(trouble);
    case 'published': {
      const found = await lookUntilShown(start, way);
      if (found === 'cannot-tell') throw cannotTell(way);
      return found.found;
    }
    case 'failed':
    case 'expired':
    case 'gone': {
      // This request came to nothing, and one before it was settled by `find`: the list has the last word.
      const found = await way.look(start, false);
      if (found === 'cannot-tell') throw cannotTell(way);
      if (found !== 'absent') return asFound(found.found).found;
      return { again: trouble.failure };
    }
    default:
      return never(state);
  }
}

function cannotTell({ platform }: { readonly platform: string }): StepTrouble {
  return new StepTrouble({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: { platform } } });
}
