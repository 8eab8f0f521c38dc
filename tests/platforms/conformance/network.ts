import type { FailureCode } from '#shared/failures.ts';
import type { Account, Adapter, Secrets } from '#shared/platforms/platform.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';

// What a network brings to the conformance suite: its adapter, a stand-in (or the real server) that can be made to fail,
// and the drafts its stories are told with. The suite itself knows no network.

export interface NetworkUnderTest<Running extends RunningNetwork = RunningNetwork> {
  readonly name: string;
  /**
   * Starts the stand-in on loopback. It tells the time by `clock`, a hand-cranked one that begins at the real time and
   * only goes forward. Called for every story, well over a hundred times: what is slow to start is started once and
   * shared, with a fresh account for each call. `stop` of one must not end the others.
   */
  start(clock: { now(): number }): Promise<Running>;
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
  /**
   * The `nth` request from now that makes something visible (each part of a thread is one, a first comment too) meets
   * this, and no other does.
   */
  onPublish(trouble: PublishTrouble, nth?: number): void;
  /**
   * What the network does with this sign-in from the next request on. `expired`: the access token is no longer taken, and
   * a renewed one is, where there are any. `revoked`: nothing of this sign-in is, its renewal included.
   */
  signIn(state: 'expired' | 'revoked'): void;
  /** How far the network's clock is ahead of ours, ms; behind when negative. Its tokens still last as long as they did. */
  setServerAheadMs(ms: number): void;
  /** The code that each trouble of `PublishTrouble` or `signIn` ends as, or waits with. */
  readonly expected: {
    /** What a duplicate that the network itself refuses ends as; absent where it refuses none. */
    readonly duplicate?: FailureCode;
    readonly refused: FailureCode;
    readonly revoked: FailureCode;
    readonly rateLimited: FailureCode;
  };
  /** Whether an expired sign-in can be renewed without the person. */
  readonly canRenew: boolean;
  /** The person signs in again: ends what `signIn` began, and gives what the channel then has. */
  signInAgain?(): Promise<{ readonly secrets: Secrets; readonly expiresAt?: number }>;
  /**
   * From now on what is posted shows in the lists that `find` reads only after this long, ms. Absent where the network
   * reads its own writes, or `find` reads no list.
   */
  setLateInListsMs?(ms: number): void;
  /** What the network truly cannot tell. The suite accepts doubt here and nowhere else. */
  readonly cannotTell?: CannotTell;
  stop(): Promise<void>;
}

/** Each with its reason, as a sentence with its source in PLATFORMS.md. */
export interface CannotTell {
  /** Whether a post with the same words in the same minutes is ours or was made by hand: one alone may be taken for ours. */
  readonly byHand?: string;
  /** Whether this draft arrived, once its answer was lost: it may end `unconfirmed`, and is never sent again. */
  readonly arrived?: Partial<Readonly<Record<DraftName, string>>>;
}

export type DraftName = keyof RunningNetwork['drafts'];

export interface VisiblePost {
  /** As receipts name it. */
  readonly id: string;
  /** The words as they were written, not as the network links or escapes them. */
  readonly text: string;
  readonly mediaCount: number;
  /** What it answers. */
  readonly parentId?: string;
}
