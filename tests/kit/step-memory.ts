import { randomBytes } from 'node:crypto';
import { never } from '#shared/assert.ts';
import { channelId } from '#shared/ids.ts';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { Account, Adapter, Api, ConnectContext, LinkCard, Secrets } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import {
  StepTrouble,
  type StepKind,
  type StepResult,
  type StepRunner,
  type StepStart,
  type Trouble,
} from '#shared/publishing/steps.ts';
import { settleInterrupted } from '#shared/publishing/settle.ts';

// What the publisher does with SQLite and the vault, in memory: enough to run one publication of one adapter,
// cut the power where a test wants it, and run it again.

/** The power went. What was committed stays; the publication is run again from the start. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

export interface StepMemory {
  readonly runner: StepRunner;
  /** Names in the order they started; one that ran again is there again. */
  readonly started: readonly string[];
  /** Names in the order their result was kept; each once. */
  readonly finished: readonly string[];
  resultOf(name: string): StepResult | undefined;
  /** Once: `started` of this step is kept, and the power goes before its work. */
  crashBefore(name: string): void;
  /** Once: the work of this step is done at the network, and the power goes before its result is kept. */
  crashAfter(name: string): void;
}

interface Kept {
  readonly startedAt: number;
  /** `open`: nothing of it can be at the network. `doubt`: started and never settled. */
  state: 'open' | 'doubt' | 'finished';
  json: string;
}

export function stepMemory(given: { now?: () => number; publication?: string } = {}): StepMemory {
  const now = given.now ?? ((): number => Date.now());
  const publication = given.publication ?? 'publication-1';
  const steps = new Map<string, Kept>();
  const cuts = new Set<string>();
  const started: string[] = [];
  const finished: string[] = [];

  return { runner: { step }, started, finished, resultOf, crashBefore, crashAfter };

  async function step<T extends StepResult>(
    name: string,
    kind: StepKind<T>,
    work: (start: StepStart) => Promise<T>,
  ): Promise<T> {
    const kept = steps.get(name) ?? { startedAt: now(), state: 'open', json: 'null' };
    if (kept.state === 'finished') return JSON.parse(kept.json) as T;

    const start: StepStart = { startedAt: kept.startedAt, key: `${publication}/${name}` };
    const settled = kept.state === 'doubt' ? await settle(kind, start) : 'absent';
    if (typeof settled === 'object') return finish(name, kept, settled.found);

    steps.set(name, kept);
    kept.state = 'doubt';
    started.push(name);
    cutPowerIf(`before ${name}`);
    const result = await work(start).catch((thrown: unknown) => {
      if (thrown instanceof StepTrouble && nothingArrived(thrown.trouble)) kept.state = 'open';
      throw thrown;
    });
    cutPowerIf(`after ${name}`);
    return finish(name, kept, result);
  }

  async function settle<T extends StepResult>(kind: StepKind<T>, start: StepStart): Promise<{ found: T } | 'absent'> {
    if (kind === 'repeatable' || kind === 'keyed') return 'absent';
    if (settleInterrupted(kind, start.startedAt, now()) === 'repeat') return 'absent';
    const found = await kind.find(start);
    if (found !== 'cannot-tell') return found;
    throw new StepTrouble({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: {} } });
  }

  function finish<T extends StepResult>(name: string, kept: Kept, result: T): T {
    kept.json = JSON.stringify(result);
    kept.state = 'finished';
    steps.set(name, kept);
    finished.push(name);
    // What a replay would give, so that no adapter can lean on anything that JSON does not keep.
    return JSON.parse(kept.json) as T;
  }

  function resultOf(name: string): StepResult | undefined {
    const kept = steps.get(name);
    return kept?.state === 'finished' ? (JSON.parse(kept.json) as StepResult) : undefined;
  }

  function crashBefore(name: string): void {
    cuts.add(`before ${name}`);
  }

  function crashAfter(name: string): void {
    cuts.add(`after ${name}`);
  }

  function cutPowerIf(moment: string): void {
    if (cuts.delete(moment)) throw new PowerCut(`power cut ${moment}`);
  }
}

function nothingArrived(trouble: Trouble): boolean {
  switch (trouble.kind) {
    case 'refused':
    case 'temporary':
    case 'not-arrived':
    case 'signed-out':
    case 'overdue':
    // Accepted, and asked again by repeating the step.
    case 'processing':
      return true;
    case 'maybe':
    case 'unconfirmed':
    case 'handed-over':
      return false;
    default:
      return never(trouble);
  }
}

/** An `Api` that tells what went through it. */
export interface TestApi extends Api {
  /** The newest secrets; after a renewal the fresh ones. */
  secrets(): Secrets;
  renewals(): number;
  /** Every request that left, with its sign-in, in order. */
  readonly sent: readonly HttpRequest[];
}

export interface TestApiOptions {
  readonly now?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
  /** Files by media id. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly baseUrl?: string;
  readonly broker?: string;
  /** Where the network fetches a file, by media id; `media.no-public-address` for the others. */
  readonly addresses?: ReadonlyMap<string, string>;
  /** What pages say about themselves, by address. */
  readonly cards?: ReadonlyMap<string, LinkCard>;
}

/** What the publisher gives an adapter: signs requests, renews once and only once at a time, names what went wrong. */
export function apiOver(
  http: Http,
  adapter: Adapter,
  account: Account,
  secrets: Secrets,
  options: TestApiOptions = {},
): TestApi {
  const now = options.now ?? ((): number => Date.now());
  const about = { platform: adapter.platform.name, channel: account.handle };
  const sent: HttpRequest[] = [];
  let current = secrets;
  let renewals = 0;
  let renewing: Promise<void> | undefined;
  const context: ConnectContext = { http, now, baseUrl: options.baseUrl, broker: options.broker };

  return {
    account: { ...account, channel: channelId.parse('0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f') },
    now,
    random: options.random ?? ((bytes): Uint8Array => new Uint8Array(randomBytes(bytes))),
    send,
    readMedia,
    publicAddress,
    linkCard: async (url) => options.cards?.get(url),
    secrets: () => current,
    renewals: () => renewals,
    sent,
  };

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const used = current;
    const session = adapter.openSession?.(used, { ...context, keep });
    if (session) return session(request);
    const answer = await sendOnce(request);
    if (!adapter.isExpired(answer, request)) return answer;
    // Somebody else may have renewed while this request was under way.
    if (current === used) await (renewing ??= renew().finally(() => (renewing = undefined)));
    const again = await sendOnce(request);
    if (adapter.isExpired(again, request)) throw signedOut();
    return again;
  }

  async function sendOnce(request: HttpRequest): Promise<HttpAnswer> {
    const signed = adapter.authorize(request, current);
    sent.push(signed);
    try {
      return await http.send(signed);
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown;
      const failure = { code: 'publish.unreachable' as const, about: { ...about, reason: thrown.message } };
      throw new StepTrouble({ kind: thrown.arrived === 'no' ? 'not-arrived' : 'maybe', failure }, { cause: thrown });
    }
  }

  async function renew(): Promise<void> {
    if (!adapter.renew) throw signedOut();
    const renewed = await adapter.renew(current, context);
    if ('trouble' in renewed) throw new StepTrouble(renewed.trouble);
    current = renewed.secrets;
    renewals += 1;
  }

  function signedOut(): StepTrouble {
    return new StepTrouble({ kind: 'signed-out', failure: { code: 'channel.token-expired', about } });
  }

  async function keep(fresh: { readonly secrets: Secrets }): Promise<void> {
    current = fresh.secrets;
    renewals += 1;
  }

  async function readMedia(media: DraftMedia, part?: { from: number; to: number }): Promise<Uint8Array> {
    const bytes = options.files?.get(media.media);
    if (!bytes) throw new Failure('media.not-found');
    return part ? bytes.subarray(part.from, part.to) : bytes;
  }

  async function publicAddress(media: DraftMedia): Promise<{ url: string; until: number }> {
    const url = options.addresses?.get(media.media);
    if (url === undefined) {
      throw new Failure('media.no-public-address', { platform: adapter.platform.name, file: media.name });
    }
    return { url, until: now() + 3_600_000 };
  }
}
