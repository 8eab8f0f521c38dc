import { never } from '#shared/assert.ts';
import type { FailureValue } from '#shared/failures.ts';
import { settleOverdue, type OverdueRule } from '#shared/publishing/overdue-rule.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { MAX_ATTEMPTS, nextReachAheadAt, nextReachAt, nextTryAt } from '#shared/publishing/retry-policy.ts';
import type { OnceStep, Trouble } from '#shared/publishing/steps.ts';

/** What happens to a publication whose run ended in trouble. */
export type Settled =
  | { readonly then: 'try-again'; readonly runAt: number; readonly why: FailureValue; readonly countsAsTry: boolean }
  | { readonly then: 'ask-network'; readonly runAt: number; readonly why: FailureValue }
  | { readonly then: 'hand-over'; readonly receipt: Receipt; readonly why: FailureValue }
  | { readonly then: 'hold'; readonly why: FailureValue }
  | { readonly then: 'unconfirmed'; readonly why: FailureValue }
  | { readonly then: 'fail'; readonly why: FailureValue };

export interface TroubleContext {
  readonly now: number;
  readonly dueAt: number;
  readonly attempt: number;
  readonly overdue: OverdueRule;
  /** Something that people can see was sent and its answer lost, now or in an earlier try. */
  readonly mayBeThere: boolean;
  /** In [0, 1), for jitter. */
  readonly chance: number;
}

/**
 * Decides after trouble. Trying again is always safe: the next run settles a lost answer before anything is sent
 * twice. Giving up is not: what may be there ends `unconfirmed`, never `failed`.
 */
export function settleTrouble(trouble: Trouble, context: TroubleContext): Settled {
  const settled = settleAsIfAbsent(trouble, context);
  // A sign-in that ended is no end: once it is back, the next run settles the doubt.
  const isEnd = settled.then === 'fail' || (settled.then === 'hold' && trouble.kind !== 'signed-out');
  return isEnd && context.mayBeThere ? { then: 'unconfirmed', why: doubt(settled.why) } : settled;
}

function doubt(why: FailureValue): FailureValue {
  return { code: 'publish.unconfirmed', about: { ...why.about, reason: why.code } };
}

function settleAsIfAbsent(trouble: Trouble, context: TroubleContext): Settled {
  const { failure } = trouble;
  switch (trouble.kind) {
    case 'refused':
      return { then: 'fail', why: failure };
    case 'signed-out':
    case 'overdue':
      return { then: 'hold', why: failure };
    case 'unconfirmed':
      return { then: 'unconfirmed', why: failure };
    case 'processing':
      return { then: 'ask-network', runAt: trouble.askAt, why: failure };
    case 'handed-over':
      return { then: 'hand-over', receipt: trouble.receipt, why: failure };
    case 'not-arrived':
      return waitForNetwork(failure, context);
    case 'temporary':
      return tryAgain(failure, context, trouble.retryAt);
    case 'maybe':
      return tryAgain(failure, context);
    default:
      return never(trouble);
  }
}

/** A network that asked for patience is not a failed try; its `retryAt` bounds how often it is asked. */
function tryAgain(why: FailureValue, context: TroubleContext, retryAt?: number): Settled {
  const isAsked = retryAt !== undefined;
  if (!isAsked && context.attempt >= MAX_ATTEMPTS) {
    return {
      then: 'fail',
      why: { code: 'publish.gave-up', about: { attempts: context.attempt, answer: lastAnswer(why) } },
    };
  }
  if (isAsked && settleOverdue(context.overdue, context.dueAt, context.now) !== 'send') return { then: 'hold', why };
  return {
    then: 'try-again',
    runAt: nextTryAt(context.attempt, context.now, context.chance, retryAt),
    why,
    countsAsTry: !isAsked,
  };
}

/**
 * Nothing left this computer. Being offline is not the post's fault: it waits as long as its overdue rule would
 * still send it, then asks a person.
 */
function waitForNetwork(why: FailureValue, context: TroubleContext): Settled {
  if (settleOverdue(context.overdue, context.dueAt, context.now) !== 'send') return { then: 'hold', why };
  return {
    then: 'try-again',
    runAt:
      context.now < context.dueAt
        ? nextReachAheadAt(context.dueAt, context.now)
        : nextReachAt(context.now - context.dueAt, context.now, context.chance),
    why,
    countsAsTry: false,
  };
}

function lastAnswer(why: FailureValue): string {
  return String(why.about['answer'] ?? why.about['reason'] ?? why.code);
}

/** What may be done with a `once` step that was started and never finished. */
export function settleInterrupted(
  kind: Pick<OnceStep<unknown>, 'repeatForMs'>,
  startedAt: number,
  now: number,
): 'repeat' | 'find' {
  // A clock that was set back makes the age unknowable: then only the network can say.
  const ageMs = now - startedAt;
  return kind.repeatForMs !== undefined && ageMs >= 0 && ageMs < kind.repeatForMs ? 'repeat' : 'find';
}
