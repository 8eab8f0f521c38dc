import { never } from '#shared/assert.ts';
import type { Clock } from '#shared/clock.ts';
import { asFailureValue, Failure } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import { settleOverdue, type OverdueRule } from '#shared/publishing/overdue-rule.ts';
import { settleInterrupted } from '#shared/publishing/settle.ts';
import {
  StepTrouble,
  type OnceStep,
  type StepKind,
  type StepResult,
  type StepRunner,
  type StepStart,
  type Trouble,
} from '#shared/publishing/steps.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { note, type LedgerDetails } from '#electron/publishing/ledger.write.ts';
import {
  finishStep,
  forgetStep,
  startStep,
  stepOf,
  type StepRow,
  type StoredStepKind,
} from '#electron/publishing/queue/record-step.ts';

export interface RunningPublication {
  readonly id: PublicationId;
  readonly lease: string;
  readonly dueAt: number;
  readonly overdue: OverdueRule;
  /** The name in the failures' sentences: the network's. */
  readonly platformName: string;
}

export interface StepsDeps {
  readonly library: Library;
  readonly clock: Clock;
  /** Requests made since the last commit; they go into the ledger with the step they belong to. */
  readonly requests: LedgerDetails[];
}

/** Somebody else may hold the publication now. The run ends without touching it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * The durable runner of one claimed publication: `started` is on the disk before a step runs and its result after.
 * An unfinished row always means that the step may have happened; a start that certainly came to nothing is forgotten.
 */
export function durableSteps(d: StepsDeps, running: RunningPublication): StepRunner {
  return {
    async step<T extends StepResult>(
      name: string,
      kind: StepKind<T>,
      work: (start: StepStart) => Promise<T>,
    ): Promise<T> {
      const known = stepOf(d.library.read, running.id, name);
      if (known?.result_json != null) return JSON.parse(known.result_json) as T;
      if (known === undefined) return begin(name, kind, work);
      if (typeof kind !== 'object') return repeat(name, known, work);
      if (settleInterrupted(kind, known.started_at, d.clock.now()) === 'repeat') return repeat(name, known, work);
      return findOrBegin(name, kind, known, work);
    },
  };

  async function begin<T extends StepResult>(
    name: string,
    kind: StepKind<T>,
    work: (start: StepStart) => Promise<T>,
  ): Promise<T> {
    const startedAt = d.library.write((tx) => {
      if (!startStep(tx, running.id, running.lease, name, storedKind(kind))) throw new LeaseLost(running.id);
      note(tx, running.id, 'step-started', { step: name });
      return tx.now;
    });
    try {
      return finish(name, await work({ startedAt, key: keyOf(name) }));
    } catch (error) {
      if (isCertainlyNot(error)) write((tx) => forgetStep(tx, running.id, name));
      throw error;
    }
  }

  async function repeat<T extends StepResult>(
    name: string,
    known: StepRow,
    work: (start: StepStart) => Promise<T>,
  ): Promise<T> {
    write((tx) => note(tx, running.id, 'step-started', { step: name, again: true }));
    return finish(name, await work({ startedAt: known.started_at, key: keyOf(name) }));
  }

  async function findOrBegin<T extends StepResult>(
    name: string,
    kind: OnceStep<T>,
    known: StepRow,
    work: (start: StepStart) => Promise<T>,
  ): Promise<T> {
    const found = await kind.find({ startedAt: known.started_at, key: keyOf(name) });
    if (found === 'cannot-tell') throw new StepTrouble({ kind: 'unconfirmed', failure: unconfirmed() });
    if (found !== 'absent') return finish(name, found.found, 'step-found');
    write((tx) => {
      forgetStep(tx, running.id, name);
      note(tx, running.id, 'step-absent', { step: name });
    });
    if (settleOverdue(running.overdue, running.dueAt, d.clock.now()) !== 'send') {
      throw new StepTrouble({ kind: 'overdue', failure: { code: 'publish.overdue', about: { dueAt: running.dueAt } } });
    }
    return begin(name, kind, work);
  }

  function finish<T extends StepResult>(
    name: string,
    result: T,
    event: 'step-finished' | 'step-found' = 'step-finished',
  ): T {
    write((tx) => {
      finishStep(tx, running.id, name, result);
      note(tx, running.id, event, { step: name });
    });
    return result;
  }

  /** One commit for the step and the requests it made. */
  function write(work: (tx: WriteTx) => void): void {
    d.library.write((tx) => {
      for (const request of d.requests.splice(0)) note(tx, running.id, 'request', request);
      work(tx);
    });
  }

  function keyOf(name: string): string {
    return `postwright:${running.id}:${name}`;
  }

  function unconfirmed() {
    return { code: 'publish.unconfirmed' as const, about: { platform: running.platformName } };
  }
}

/** Any thrown thing as trouble. A `Failure` is our own no, before anything was sent; the unknown may have happened. */
export function asTrouble(error: unknown): Trouble {
  if (error instanceof StepTrouble) return error.trouble;
  return { kind: error instanceof Failure ? 'refused' : 'maybe', failure: asFailureValue(error) };
}

function storedKind(kind: StepKind<unknown>): StoredStepKind {
  return typeof kind === 'object' ? 'once' : kind;
}

/** The network, or the lack of one, tells for certain that the step did not happen. */
function isCertainlyNot(error: unknown): boolean {
  const trouble = asTrouble(error);
  switch (trouble.kind) {
    case 'refused':
    case 'temporary':
    case 'not-arrived':
    case 'signed-out':
    case 'overdue':
      return true;
    case 'maybe':
    case 'processing':
    case 'handed-over':
    case 'unconfirmed':
      return false;
    default:
      return never(trouble);
  }
}
