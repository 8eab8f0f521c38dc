import type { FailureValue } from '#shared/failures.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

// A step is one durable piece of a publication's work. `started` is committed before it runs and its result
// after; a finished step is never run again, so a restart replays results. What may be done with a step that
// was started and never finished is said by its kind.

/** What a step may give back: it is stored as JSON and replayed after a crash. */
export type StepResult =
  | string
  | number
  | boolean
  | null
  | readonly StepResult[]
  | { readonly [name: string]: StepResult | undefined };

/** What `find` learned. Only `absent` allows sending again. */
export type Found<T> = { found: T } | 'absent' | 'cannot-tell';

export interface OnceStep<T> {
  /** Doing it twice would show twice. */
  readonly once: true;
  /**
   * How long after its first start the network treats a repeat (same key) as the same request, in ms.
   * Within it the step is simply repeated; after it, `find` decides.
   */
  readonly repeatForMs?: number;
  /** Asks the network whether it is there. Must match strictly: channel, time window, exact content. */
  find(start: StepStart): Promise<Found<T>>;
}

/**
 * `repeatable` shows nothing to anybody, however often it is done (an upload, a choice of ids) · `keyed` can be
 * seen, but doing it again is the same thing (a record whose id we chose) · a `OnceStep` would show twice.
 */
export type StepKind<T> = 'repeatable' | 'keyed' | OnceStep<T>;

export interface StepStart {
  /** When this step first started, UTC ms; the same after a crash. */
  readonly startedAt: number;
  /** Derived from publication and step; the same for every repeat. For `Idempotency-Key` and the like. */
  readonly key: string;
}

export interface StepRunner {
  /**
   * Runs `work` at most as often as `kind` allows and gives its (possibly replayed) result.
   * Throws `StepTrouble` when the publication cannot go on now; adapters let it pass.
   */
  step<T extends StepResult>(name: string, kind: StepKind<T>, work: (start: StepStart) => Promise<T>): Promise<T>;
}

/** How a request of a step ended when it did not succeed. Adapters throw it; `settle.ts` decides what follows. */
export type Trouble =
  // The network said no, and nothing was created. Trying again changes nothing.
  | { readonly kind: 'refused'; readonly failure: FailureValue }
  // The network said “not now”, and nothing was created. Never before `retryAt` (UTC ms).
  | { readonly kind: 'temporary'; readonly failure: FailureValue; readonly retryAt?: number }
  // It certainly did not arrive: no connection was made.
  | { readonly kind: 'not-arrived'; readonly failure: FailureValue }
  // It was sent and no usable answer came: it may be there.
  | { readonly kind: 'maybe'; readonly failure: FailureValue }
  // Accepted; the network is still working on it. Ask again at `askAt` (UTC ms), repeating this step.
  | { readonly kind: 'processing'; readonly failure: FailureValue; readonly askAt: number }
  // The network's own scheduler has it, under this receipt. Asked about again once its time has come.
  | { readonly kind: 'handed-over'; readonly failure: FailureValue; readonly receipt: Receipt }
  // The sign-in is no longer good: the whole channel stops until a person connects it again.
  | { readonly kind: 'signed-out'; readonly failure: FailureValue }
  // It is not there, and by its overdue rule it is now too late to send it without asking.
  | { readonly kind: 'overdue'; readonly failure: FailureValue }
  // A `once` step whose answer was lost and that `find` could not settle.
  | { readonly kind: 'unconfirmed'; readonly failure: FailureValue };

export class StepTrouble extends Error {
  override readonly name = 'StepTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: { cause?: unknown }) {
    super(`${trouble.kind}: ${trouble.failure.code}`, options);
    this.trouble = trouble;
  }
}
