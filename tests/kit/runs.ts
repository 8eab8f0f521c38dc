import { never } from '#shared/assert.ts';
import type { Http } from '#shared/platforms/http.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import type { Faults } from '#simulators/faults.ts';
import { PowerCut } from '#tests/kit/step-memory.ts';

// One publication of one adapter, run as often as the publisher would run it, by a hand-cranked clock.

export interface Runs {
  /** One run of the publication, as far as it comes. */
  run(draft: Draft): Promise<Receipt>;
  /** Runs until there is a receipt, as the publisher would: again after a power cut, and when a trouble says so. */
  runToEnd(draft: Draft): Promise<Receipt>;
  /** The trouble a run ends in. */
  troubleOf(draft: Draft): Promise<Trouble>;
  /** The trouble that the publication ends in, after everything that passes has passed. */
  endOf(draft: Draft): Promise<Trouble>;
}

interface Cranked {
  /** What the computer's own clock says, UTC ms. */
  now(): number;
  wait(ms: number): void;
}

const MOST_RUNS = 100;
const LEAST_WAIT_MS = 1000;

export function runsOf(run: (draft: Draft) => Promise<Receipt>, clock: Cranked): Runs {
  return {
    run,
    runToEnd,
    troubleOf: async (draft) => troubleIn(await run(draft).catch((thrown: unknown) => thrown)),
    endOf: async (draft) => troubleIn(await runToEnd(draft).catch((thrown: unknown) => thrown)),
  };

  async function runToEnd(draft: Draft): Promise<Receipt> {
    for (let runs = 0; runs < MOST_RUNS; runs += 1) {
      const ended = await run(draft).catch((thrown: unknown) => thrown);
      if (ended instanceof PowerCut) clock.wait(LEAST_WAIT_MS);
      else if (ended instanceof Error) clock.wait(Math.max(LEAST_WAIT_MS, againAt(troubleIn(ended)) - clock.now()));
      else return ended as Receipt;
    }
    throw new Error('No receipt after many runs');
  }

  function againAt(trouble: Trouble): number {
    switch (trouble.kind) {
      case 'temporary':
        return trouble.retryAt ?? clock.now();
      case 'processing':
        return trouble.askAt;
      // Asked about again once its time has come.
      case 'handed-over':
        return trouble.receipt.publishedAt;
      case 'maybe':
      case 'not-arrived':
        return clock.now();
      case 'refused':
      case 'signed-out':
      case 'overdue':
      case 'unconfirmed':
        throw new StepTrouble(trouble);
      default:
        return never(trouble);
    }
  }
}

const SHORT_MS = 250;
const LONG_MS = 10_000;

/** Waits long for an answer on a busy machine, and not long for one that was ordered to come late or never. */
export function impatient(http: Http, faults: Faults): Http {
  const isSlow = (): boolean => faults.waiting().some(({ fault: { kind } }) => kind === 'hang' || kind === 'slow');
  return { send: (request) => http.send({ ...request, timeoutMs: isSlow() ? SHORT_MS : LONG_MS }) };
}

function troubleIn(ended: unknown): Trouble {
  if (ended instanceof StepTrouble) return ended.trouble;
  throw ended instanceof Error ? ended : new Error(`No trouble: ${JSON.stringify(ended)}`);
}
