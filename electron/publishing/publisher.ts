import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/clock.ts';
import { asFailureValue } from '#shared/failures.ts';
import type { ChannelId, PlatformId, PublicationId } from '#shared/ids.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { note, type LedgerDetails } from '#electron/publishing/ledger.write.ts';
import { renewLease } from '#electron/publishing/queue/renew-lease.ts';
import { lapsedLeases, takeBackLapsed } from '#electron/publishing/queue/take-back-interrupted.ts';
import { recordReceipt, recordRefusal, recordTrouble } from '#electron/publishing/record-outcome.ts';
import { durableSteps, LeaseLost } from '#electron/publishing/run-steps.ts';
import { takeDue, type Claimed } from '#electron/publishing/take-due.ts';

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

/** Sends what is due. */
export interface Publisher {
  /** Starts everything that is due and may go. Quick: the work itself goes on in the background. */
  startDue(): void;
  /** Claims nothing more, and waits at most `graceMs` for what is in flight. */
  stop(graceMs: number): Promise<void>;
}

const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

export function startPublisher(d: PublisherDeps): Publisher {
  const inFlight = new Map<PublicationId, Promise<void>>();
  let isStopping = false;

  return { startDue, stop };

  function startDue(): void {
    takeBackLost();
    while (startNext());
  }

  /** `false`: there is nothing more that is due and may go. */
  function startNext(): boolean {
    if (isStopping) return false;
    const lease = randomUUID();
    const next = d.library.write((tx) => {
      const taken = takeDue(tx, { name: lease, until: tx.now + LEASE_MS }, d.adapters);
      if (taken.taken === 'refused') ended(tx, recordRefusal(tx, { id: taken.id, lease }, asFailureValue(taken.why)));
      return taken;
    });
    if (next.taken === 'claimed') follow(next.claimed);
    return next.taken !== 'nothing';
  }

  function follow(claimed: Claimed): void {
    const work = run(claimed).catch((error: unknown) => d.log.error('publication run', error));
    inFlight.set(claimed.id, work);
    void work.finally(() => inFlight.delete(claimed.id));
  }

  async function run(claimed: Claimed): Promise<void> {
    const requests: LedgerDetails[] = [];
    const steps = durableSteps(
      { library: d.library, clock: d.clock, requests },
      { ...claimed, platformName: claimed.adapter.platform.name },
    );
    const end = (record: (tx: WriteTx) => Publication | undefined): void =>
      d.library.write((tx) => {
        for (const request of requests.splice(0)) note(tx, claimed.id, 'request', request);
        ended(tx, record(tx));
      });
    const stopRenewing = keepLease(claimed);
    try {
      const api = d.apiFor(claimed.channel.id, (request) => requests.push(request));
      const receipt = await claimed.adapter.publish(claimed.draft, steps, api);
      end((tx) => recordReceipt(tx, claimed, receipt));
    } catch (error) {
      if (error instanceof LeaseLost) return d.log.warn('lease lost', { publication: claimed.id });
      if (!(error instanceof StepTrouble)) d.log.error('publish', error);
      end((tx) => recordTrouble(tx, claimed, error, d.chance()));
    } finally {
      stopRenewing();
    }
  }

  function ended(tx: WriteTx, publication: Publication | undefined): void {
    if (publication !== undefined) tx.afterCommit(() => d.onEnded(publication));
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

  /** The lease is renewed as long as the run lasts, so that it means “alive”, not “quick enough”. */
  function keepLease({ id, lease }: Claimed): () => void {
    let cancel = d.clock.after(RENEW_EVERY_MS, renew);
    return () => cancel();

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
}
