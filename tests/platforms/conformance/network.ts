import type { FailureCode } from '#shared/failures.ts';
import type { Account, Adapter, Secrets } from '#shared/platforms/platform.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// What a network brings to the conformance suite: its adapter, a stand-in (or the real server) that can be made to fail,
// and the drafts its stories are told with. The suite itself knows no network.

export interface NetworkUnderTest {
  readonly name: string;
  /** Starts the stand-in on loopback. It tells the time by `clock`, a hand-cranked one. */
  start(clock: { now(): number }): Promise<RunningNetwork>;
}

export interface RunningNetwork {
  readonly adapter: Adapter;
  readonly account: Account;
  /** A sign-in that works. */
  readonly secrets: Secrets;
  /** When that sign-in ends, UTC ms, where it does. */
  readonly expiresAt?: number;
  /** The files of the drafts, by media id. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly drafts: {
    readonly text: Draft;
    readonly media: Draft;
    /** A thread, or else a carousel or the most pictures of one post. */
    readonly several: Draft;
  };
  /** What people see on the account now, oldest first; what was taken down is not there. Comments and parts of threads are. */
  visible(): Promise<readonly VisiblePost[]>;
  /** Something with these words, by hand or with another app, on this account or on another one of the same network. */
  postElsewise(text: string, who: 'by-hand' | 'other-account'): Promise<void>;
  /** The `nth` request from now that makes something visible (each part of a thread is one) meets this. */
  onPublish(trouble: PublishTrouble, nth?: number): void;
  /** From the next request on, until `mend`: what the network does with this sign-in. */
  signIn(state: 'expired' | 'revoked'): void;
  /** How far the network's clock is ahead of ours, ms; behind when negative. */
  setServerAheadMs(ms: number): void;
  /** Time that passes at the network alone is none: it follows `clock`. What must end up as what: */
  readonly expected: {
    /** What a duplicate that the network itself refuses ends as; absent where it refuses none. */
    readonly duplicate?: FailureCode;
    readonly refused: FailureCode;
    readonly revoked: FailureCode;
    readonly rateLimited: FailureCode;
  };
  /** Whether an expired sign-in can be renewed without the person. */
  readonly canRenew: boolean;
  stop(): Promise<void>;
}

export interface VisiblePost {
  readonly id: string;
  readonly text: string;
  readonly mediaCount: number;
  /** What it answers. */
  readonly parentId?: string;
}

/**
 * `answer-lost` done, and the connection ends · `request-lost` not done, and the connection ends · `malformed` done, and
 * the answer is cut in the middle · `server-error-done` and `server-error` 500 after and before the effect ·
 * `rate-limited` with the network's own headers · `refused` as content · `duplicate` refused as one.
 */
export type PublishTrouble =
  | 'answer-lost'
  | 'request-lost'
  | 'malformed'
  | 'server-error-done'
  | 'server-error'
  | 'rate-limited'
  | 'refused'
  | 'duplicate';
