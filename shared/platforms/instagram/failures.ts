import { never } from '#shared/assert.ts';
import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { slowDown } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Again, ContainerSaid } from '#shared/platforms/meta/containers.ts';
import { aboutOf, graphError, graphTrouble, refusedCode, unclear, type Asking } from '#shared/platforms/meta/graph.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// What Instagram's refusals mean (PLATFORMS.md 5.4). The subcode says it; what has none of these is read by the codes
// that all Meta networks share.

export type { Asking } from '#shared/platforms/meta/graph.ts';

type Meaning =
  // Instagram could not get the file from its public address; it may be able to later.
  | 'not-fetched'
  // Trouble on Instagram's side; where the request shows something, it may have worked.
  | 'stumbled'
  // Trouble on Instagram's side with what was prepared; a new container may do.
  | 'spoilt'
  | 'not-ready'
  | 'bad-file'
  | 'bad-post'
  | 'daily-limit'
  | 'spam'
  | 'restricted'
  | 'no-permission'
  | 'not-removable';

const MEANINGS: Readonly<Record<number, Meaning | undefined>> = {
  2207001: 'stumbled',
  2207003: 'not-fetched',
  2207004: 'bad-file',
  2207005: 'bad-file',
  2207006: 'no-permission',
  2207008: 'spoilt',
  2207009: 'bad-file',
  2207010: 'bad-post',
  2207020: 'spoilt',
  2207023: 'bad-post',
  2207026: 'bad-file',
  2207027: 'not-ready',
  2207028: 'bad-post',
  2207032: 'spoilt',
  2207035: 'bad-post',
  2207036: 'bad-post',
  2207037: 'bad-post',
  2207040: 'bad-post',
  2207042: 'daily-limit',
  2207050: 'restricted',
  2207051: 'spam',
  2207052: 'not-fetched',
  2207053: 'spoilt',
  2207057: 'bad-post',
  2207067: 'bad-post',
  2207073: 'not-removable',
  2207077: 'not-fetched',
  2207081: 'bad-post',
  2207082: 'spoilt',
};

/** Codes that come without a subcode of their own. */
const CODES: Readonly<Record<number, Meaning | undefined>> = {
  9: 'daily-limit',
  25: 'restricted',
  352: 'bad-file',
  9004: 'not-fetched',
  9007: 'not-ready',
  36000: 'bad-file',
  36001: 'bad-file',
  36003: 'bad-file',
  36004: 'bad-post',
};

const HOUR_MS = 3_600_000;
/** How long until a container that was not ready is asked about again (PLATFORMS.md 9.3). */
const PREPARING_MS = 60_000;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const meaning = meaningOf(answer);
  return meaning === undefined ? graphTrouble(answer, asking) : troubleBy(meaning, answer, asking);
}

/** Instagram no longer has, or has spoilt, what was prepared: only a new container helps. */
export function isSpoilt(answer: HttpAnswer): boolean {
  return meaningOf(answer) === 'spoilt';
}

/** The object of the request is not there, or not for this sign-in (100 with subcode 33, 24 with 2207006). */
export function isGone(answer: HttpAnswer): boolean {
  const error = graphError(answer);
  return (
    answer.status === 404 || (error?.code === 100 && error.error_subcode === 33) || error?.error_subcode === 2207006
  );
}

function meaningOf(answer: HttpAnswer): Meaning | undefined {
  const { code, error_subcode: subcode } = graphError(answer) ?? {};
  return MEANINGS[subcode ?? 0] ?? (subcode === undefined ? CODES[code ?? 0] : undefined);
}

function troubleBy(meaning: Meaning, answer: HttpAnswer, asking: Asking): Trouble {
  const about = aboutOf(answer, asking);
  switch (meaning) {
    case 'not-fetched':
      return { kind: 'temporary', failure: { code: 'media.fetch-failed', about: { file: 'a file', ...about } } };
    case 'stumbled':
      return unclear(asking, serverTrouble(answer, about));
    case 'spoilt':
      return { kind: 'temporary', failure: serverTrouble(answer, about) };
    case 'not-ready':
      return { kind: 'processing', failure: { code: 'publish.processing', about }, askAt: asking.now + PREPARING_MS };
    case 'bad-file':
      return refused(refusedCode(asking), about);
    case 'bad-post':
      return refused('publish.refused', about);
    // The window of 24 hours moves, so a place may be free at any time: it is asked once an hour.
    case 'daily-limit':
      return slowDown(asking.now + HOUR_MS, about);
    case 'spam':
      return refused('publish.blocked', about);
    case 'restricted':
      return { kind: 'signed-out', failure: { code: 'channel.needs-attention', about } };
    case 'no-permission':
      return refused('channel.no-permission', about);
    case 'not-removable':
      return refused('publish.not-removable', about);
    default:
      return never(meaning);
  }
}

/**
 * Why a container came to `ERROR`. Its words hold a subcode: “Media upload has failed with error code 2207026”. What
 * passes, or is not known, may go better with a new container.
 */
export function whyContainerFailed(said: ContainerSaid, asking: Asking): Again | Trouble {
  const about: FailureValue['about'] = {
    platform: asking.platform,
    channel: asking.channel,
    file: asking.file ?? 'a file',
    answer: said.words,
  };
  const meaning = MEANINGS[Number(/\b2207\d{3}\b/.exec(said.words)?.[0] ?? 0)];
  switch (meaning) {
    case 'bad-file':
      return refused(refusedCode(asking), about);
    case 'bad-post':
      return refused('publish.refused', about);
    case 'spam':
      return refused('publish.blocked', about);
    case 'restricted':
      return { kind: 'signed-out', failure: { code: 'channel.needs-attention', about } };
    case 'no-permission':
      return refused('channel.no-permission', about);
    case 'not-fetched':
      return { again: { code: 'media.fetch-failed', about } };
    case 'stumbled':
    case 'spoilt':
    case 'not-ready':
    case 'daily-limit':
    case 'not-removable':
    case undefined:
      return { again: { code: refusedCode(asking), about } };
    default:
      return never(meaning);
  }
}

function serverTrouble(answer: HttpAnswer, about: FailureValue['about']): FailureValue {
  return { code: 'publish.server-trouble', about: { ...about, status: answer.status } };
}

function refused(code: FailureCode, about: FailureValue['about']): Trouble {
  return { kind: 'refused', failure: { code, about } };
}
