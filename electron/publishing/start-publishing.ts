import type { Clock } from '#shared/clock.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { followZoneRules, rememberZoneRules } from '#electron/publishing/follow-zone-rules.ts';
import { askAboutHandedOver, releaseWaiting, settleMissed } from '#electron/publishing/missed.ts';
import { nextRunAt } from '#electron/publishing/publications.read.ts';
import { startPublisher, type PublisherDeps } from '#electron/publishing/publisher.ts';
import { recoverInterrupted } from '#electron/publishing/recover-interrupted.ts';
import { startScheduler } from '#electron/publishing/scheduler.ts';

export interface PublishingDeps extends Omit<PublisherDeps, 'onEnded'> {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  /** Names the zone rules of this program. */
  readonly zoneRules: string;
  /** A clock that nobody can set, ms. */
  runningMs(): number;
  /** A publication came to rest: out, refused, or waiting for a person. */
  onEnded(publication: Publication): void;
}

export interface Publishing {
  /** Waking from sleep, the network coming back: look at once. */
  look(): void;
  stop(): Promise<void>;
}

/** How long quitting waits for what is in flight, ms. */
const STOP_GRACE_MS = 5_000;

/** Takes up interrupted work, then keeps everything going out on time until it is stopped. */
export function startPublishing(d: PublishingDeps): Publishing {
  const interrupted = recoverInterrupted(d.library);
  if (interrupted > 0) d.log.info('took up interrupted publications', { interrupted });
  const moved = followZoneRules(d.library, d.clock.now(), d.zoneRules);
  if (moved > 0) d.log.info('zone rules changed', { moved });
  try {
    rememberZoneRules(d.library, d.zoneRules);
  } catch (error) {
    // On a full disk what is due goes out all the same, and the next start looks again.
    d.log.warn('the zone rules could not be remembered', error);
  }

  const publisher = startPublisher(d);
  const scheduler = startScheduler({
    clock: d.clock,
    runningMs: () => d.runningMs(),
    nextRunAt: () => nextRunAt(d.library.read),
    startDue,
    onClockChange: (byMs) => d.log.warn('the clock was set', { byMs }),
    onError: (error) => d.log.error('scheduler', error),
  });
  const deafen = d.library.onChanged((changes) => {
    if (changes.some((change) => change.topic === 'publications' || change.topic === 'channels')) scheduler.look();
  });

  return {
    look: () => scheduler.look(),
    stop: async () => {
      deafen();
      await scheduler.stop();
      await publisher.stop(STOP_GRACE_MS);
    },
  };

  function startDue(): void {
    releaseWaiting(d.library);
    askAboutHandedOver(d.library, d.clock.now());
    for (const stopped of settleMissed(d.library, d.clock.now())) d.onEnded(stopped);
    publisher.startDue();
  }
}
