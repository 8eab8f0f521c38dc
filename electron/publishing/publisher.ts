import { randomUUID } from 'node:crypto';
import { never } from '#shared/assert.ts';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { Clock } from '#shared/clock.ts';
import { Failure, type FailureValue } from '#shared/failures.ts';
import type { ChannelId, PlatformId, PublicationId } from '#shared/ids.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import { DEFAULT_OVERDUE_RULE, type OverdueRule } from '#shared/publishing/overdue-rule.ts';
import type { Draft, Publication, Receipt } from '#shared/publishing/publication.ts';
import { settleTrouble, type Settled } from '#shared/publishing/settle.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { markSignedOut } from '#electron/channels/channels.write.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { problemsOf } from '#electron/posts/change-post.ts';
import { composeDraft } from '#electron/posts/compose-draft.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { note, type LedgerDetails } from '#electron/publishing/ledger.write.ts';
import { frozenDraft, parsePublication, publicationById } from '#electron/publishing/publications.read.ts';
import { claimDue, freezeDraft } from '#electron/publishing/queue/claim-due.ts';
import { putBack, recordPublished, recordStopped } from '#electron/publishing/queue/record-end.ts';
import { mayBeThere } from '#electron/publishing/queue/record-step.ts';
import { lapsedLeases, takeBackLapsed } from '#electron/publishing/queue/take-back-interrupted.ts';
import { renewLease } from '#electron/publishing/queue/renew-lease.ts';
import { asTrouble, durableSteps, LeaseLost } from '#electron/publishing/run-steps.ts';

export interface PublisherDeps {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  /** What an adapter publishes with; `onRequest` hears of every request for the ledger. */
  apiFor(channel: ChannelId, onRequest: (request: LedgerDetails) => void): Api;
  /** In [0, 1), for jitter. */
  chance(): number;
  /** A publication came to rest: out, refused, or waiting for a person. */
  onEnded(publication: Publication): void;
}

export interface Publisher {
  /** Starts everything that is due and may go. Quick: the work itself goes on in the background. */
  startDue(): void;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  /** Claims nothing more, and waits at most `graceMs` for what is in flight. */
  stop(graceMs: number): Promise<void>;
}

const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

interface Claimed {
  readonly id: PublicationId;
  readonly channel: Channel;
  readonly adapter: Adapter;
  readonly draft: Draft;
  readonly lease: string;
  readonly attempt: number;
  readonly dueAt: number;
  readonly overdue: OverdueRule;
}

export function startPublisher(d: PublisherDeps): Publisher {
  const inFlight = new Map<PublicationId, Promise<void>>();
  let isStopping = false;

  return { startDue, idle, stop };

  function startDue(): void {
    takeBackLost();
    for (;;) {
      if (isStopping) return;
      const lease = randomUUID();
      const taken = d.library.write((tx) => take(tx, lease));
      if (taken === 'nothing') return;
      if (taken === 'stopped') continue;
      const work = run(taken).catch((error: unknown) => d.log.error('publication run', error));
      inFlight.set(taken.id, work);
      void work.finally(() => inFlight.delete(taken.id));
    }
  }

  /**
   * A run whose end could not be written (a full disk) is over, and its lease runs out. One that is still under way
   * here is not lost, however late the clock says it is: the computer may have slept.
   */
  function takeBackLost(): void {
    const lost = lapsedLeases(d.library.read, d.clock.now()).filter((id) => !inFlight.has(id));
    if (lost.length === 0) return;
    d.library.write((tx) => {
      for (const id of lost) {
        if (!takeBackLapsed(tx, id)) continue;
        note(tx, id, 'interrupted');
        changed(tx, 'publications', [id]);
      }
    });
  }

  async function idle(): Promise<void> {
    while (inFlight.size > 0) await Promise.all(inFlight.values());
  }

  async function stop(graceMs: number): Promise<void> {
    isStopping = true;
    if (inFlight.size === 0) return;
    let cancel = (): void => undefined;
    const patience = new Promise<void>((resolve) => {
      cancel = d.clock.after(graceMs, resolve);
    });
    // What is still in flight then is taken up again at the next start: its steps are on the disk.
    await Promise.race([idle(), patience]);
    cancel();
  }

  /** Claims one publication and freezes what it sends; one that cannot be sent as it is stops here. */
  function take(tx: WriteTx, lease: string): Claimed | 'stopped' | 'nothing' {
    const row = claimDue(tx, lease, tx.now + LEASE_MS);
    if (row === undefined) return 'nothing';
    const id = row.id as PublicationId;
    changed(tx, 'publications', [id]);
    const prepared = prepare(tx, row, lease);
    if (prepared instanceof Failure) {
      stopWith(tx, id, lease, { then: 'fail', why: { code: prepared.code, about: { ...prepared.about } } });
      return 'stopped';
    }
    note(tx, id, 'claimed', { attempt: row.attempt, lateMs: tx.now - row.due_at });
    return prepared;
  }

  function prepare(tx: WriteTx, row: Parameters<typeof parsePublication>[0], lease: string): Claimed | Failure {
    const publication = parsePublication(row);
    if (publication === undefined) return new Failure('library.bad-row', { table: 'publications', id: row.id });
    const post = postById(tx, publication.post);
    if (post === undefined) return new Failure('library.bad-row', { table: 'posts', id: row.post_id });
    const channel = channelById(tx, publication.channel);
    const adapter = d.adapters.get(publication.platform);
    if (channel === undefined || adapter === undefined) return new Failure('channel.not-found');
    const { id, attempt, dueAt } = publication;
    const claimed = { id, channel, adapter, lease, attempt, dueAt, overdue: post.overdue ?? DEFAULT_OVERDUE_RULE };
    const frozen = frozenDraft(tx, id);
    if (frozen !== undefined) return { ...claimed, draft: frozen };
    const [broken] = stopping(problemsOf(tx, post, channel.id));
    if (broken !== undefined) {
      return new Failure('post.rule-broken', { channel: channelName(channel), problem: problemSentence(broken) });
    }
    const draft = composeDraft(tx, post, channel.id);
    freezeDraft(tx, id, lease, draft, post.version);
    return { ...claimed, draft };
  }

  async function run(claimed: Claimed): Promise<void> {
    const requests: LedgerDetails[] = [];
    const api = d.apiFor(claimed.channel.id, (request) => requests.push(request));
    const steps = durableSteps(
      { library: d.library, clock: d.clock, requests },
      { ...claimed, platformName: claimed.adapter.platform.name },
    );
    const stopRenewing = keepLease(claimed);
    try {
      const receipt = await claimed.adapter.publish(claimed.draft, steps, api);
      end(claimed, requests, (tx) => published(tx, claimed, receipt));
    } catch (error) {
      if (error instanceof LeaseLost) return d.log.warn('lease lost', { publication: claimed.id });
      if (!(error instanceof Error && error.name === 'StepTrouble')) d.log.error('publish', error);
      end(claimed, requests, (tx) => troubled(tx, claimed, error));
    } finally {
      stopRenewing();
    }
  }

  function end(claimed: Claimed, requests: LedgerDetails[], work: (tx: WriteTx) => void): void {
    d.library.write((tx) => {
      for (const request of requests.splice(0)) note(tx, claimed.id, 'request', request);
      work(tx);
    });
  }

  function published(tx: WriteTx, claimed: Claimed, receipt: Receipt): void {
    if (!recordPublished(tx, claimed.id, claimed.lease, receipt)) throw new LeaseLost(claimed.id);
    note(tx, claimed.id, 'published', { ...receipt, lateMs: tx.now - claimed.dueAt });
    rested(tx, claimed.id);
  }

  function troubled(tx: WriteTx, claimed: Claimed, error: unknown): void {
    const trouble = asTrouble(error);
    // Whoever noticed it, the whole channel waits until a person connects it again.
    if (trouble.kind === 'signed-out') markSignedOut(tx, claimed.channel.id);
    note(tx, claimed.id, 'trouble', { kind: trouble.kind, ...trouble.failure });
    const settled = settleTrouble(trouble, {
      now: tx.now,
      dueAt: claimed.dueAt,
      attempt: claimed.attempt,
      overdue: claimed.overdue,
      mayBeThere: mayBeThere(tx, claimed.id),
      chance: d.chance(),
    });
    stopWith(tx, claimed.id, claimed.lease, settled);
  }

  function stopWith(tx: WriteTx, id: PublicationId, lease: string, settled: Settled): void {
    switch (settled.then) {
      case 'try-again':
        if (putBack(tx, id, lease, { ...settled, state: 'scheduled' })) noteWait(tx, id, 'put-back', settled);
        return changed(tx, 'publications', [id]);
      case 'ask-network':
        if (putBack(tx, id, lease, { ...settled, state: 'processing', countsAsTry: false })) {
          noteWait(tx, id, 'processing', settled);
        }
        return changed(tx, 'publications', [id]);
      case 'hold':
        return stopped(tx, id, lease, 'held', settled.why);
      case 'unconfirmed':
        return stopped(tx, id, lease, 'unconfirmed', settled.why);
      case 'fail':
        return stopped(tx, id, lease, 'failed', settled.why);
      default:
        return never(settled);
    }
  }

  function stopped(
    tx: WriteTx,
    id: PublicationId,
    lease: string,
    state: 'held' | 'unconfirmed' | 'failed',
    why: FailureValue,
  ): void {
    if (!recordStopped(tx, id, lease, state, why)) return;
    note(tx, id, state, why);
    rested(tx, id);
  }

  function rested(tx: WriteTx, id: PublicationId): void {
    changed(tx, 'publications', [id]);
    const publication = publicationById(tx, id);
    if (publication !== undefined) tx.afterCommit(() => d.onEnded(publication));
  }

  /** The lease is renewed as long as the run lasts, so that it means “alive”, not “quick enough”. */
  function keepLease({ id, lease }: Claimed): () => void {
    let cancel = d.clock.after(RENEW_EVERY_MS, renew);
    function renew(): void {
      if (isStillHeld()) cancel = d.clock.after(RENEW_EVERY_MS, renew);
    }
    function isStillHeld(): boolean {
      try {
        return d.library.write((tx) => renewLease(tx, id, lease, tx.now + LEASE_MS));
      } catch (error) {
        // A full disk, say. The work goes on here, so it still counts as held.
        d.log.warn('lease not renewed', error);
        return true;
      }
    }
    return () => cancel();
  }
}

function noteWait(
  tx: WriteTx,
  id: PublicationId,
  event: 'put-back' | 'processing',
  wait: { runAt: number; why: FailureValue },
): void {
  note(tx, id, event, { runAt: wait.runAt, code: wait.why.code });
}
