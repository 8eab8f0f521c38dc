import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { never } from '#shared/assert.ts';
import type { Http } from '#shared/platforms/http.ts';
import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import type { Account } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import type { Faults } from '#simulators/faults.ts';
import {
  startThreads,
  type SimulatedPerson,
  type Threads,
  type ThreadsOptions,
  type ThreadsPost,
} from '#simulators/threads.ts';
import { openFileHost } from '#tests/kit/file-host.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { apiOver, PowerCut, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One network, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface ThreadsWorld {
  readonly threads: Threads;
  readonly person: SimulatedPerson;
  readonly api: TestApi;
  readonly memory: StepMemory;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set; the network's goes on. */
  setClockBack(ms: number): void;
  /** A file that can be attached and fetched. Each `which` is another file. */
  picture(which: number, alt?: string): DraftMedia;
  video(which: number, alt?: string): DraftMedia;
  /** From now on it cannot be fetched; or again. */
  hide(media: DraftMedia): void;
  show(media: DraftMedia): void;
  /** One run of the publication, as far as it comes. */
  run(draft: Draft): Promise<Receipt>;
  /** Another publication, before this one. */
  earlier(draft: Draft): Promise<Receipt>;
  /** Runs until there is a receipt, as the publisher would: again after a power cut, and when a trouble says so. */
  runToEnd(draft: Draft): Promise<Receipt>;
  /** The trouble a run ends in. */
  troubleOf(draft: Draft): Promise<Trouble>;
  /** As `runToEnd`, for what ends in trouble. */
  endOf(draft: Draft): Promise<Trouble>;
  /** What people see, oldest first. */
  visible(): readonly ThreadsPost[];
  texts(): readonly string[];
  /** How many requests of this kind arrived: `POST /v1.0/…/threads_publish`. */
  requests(method: string, pathEnd: string): number;
  stop(): Promise<void>;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const MOST_RUNS = 60;
/** Waiting for an answer that never comes would make slow tests; on a busy machine others may take their time. */
const SHORT_MS = 250;
const LONG_MS = 10_000;

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The beginning of an MP4: the simulator looks no further. */
const FILM = Buffer.from('0000001866747970697336d6d0000020069736f6d6d703432', 'hex');

export async function newThreadsWorld(options: ThreadsOptions = {}): Promise<ThreadsWorld> {
  let at = START;
  let behind = 0;
  const now = (): number => at - behind;
  const threads = await startThreads({ ...options, clock: { now: () => at } });
  const person = threads.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const host = openFileHost();
  const origin = new URL(await host.put('there', 'text/plain', Buffer.from('yes'))).origin;
  const addresses = new Map<string, string>();
  const account: Account = {
    remoteId: person.id,
    handle: '@bakery',
    displayName: 'The Bakery',
    server: threads.url,
    profileUrl: `${threads.url}/@bakery`,
    limits: {},
  };
  const secrets = { accessToken: person.token(), server: threads.url };
  const api = apiOver(impatient(nodeHttp(), threads.faults), threadsAdapter, account, secrets, { now, addresses });
  const memory = stepMemory({ now });

  return {
    threads,
    person,
    api,
    memory,
    now,
    wait: (ms) => void (at += ms),
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => file(`picture-${which}.png`, 'image/png', PIXEL, which, alt),
    video: (which, alt = `Video ${which}`) => file(`video-${which}.mp4`, 'video/mp4', FILM, which, alt),
    hide: ({ media }) => void addresses.set(media, `${origin}/nothing-here`),
    show: ({ media, name }) => void addresses.set(media, `${origin}/${name}`),
    run,
    earlier: (draft) => threadsAdapter.publish(draft, stepMemory({ now, publication: 'earlier' }).runner, api),
    runToEnd,
    troubleOf: async (draft) => troubleIn(await run(draft).catch((thrown: unknown) => thrown)),
    endOf: async (draft) => troubleIn(await runToEnd(draft).catch((thrown: unknown) => thrown)),
    visible: () => threads.arrived().filter(({ isRemoved }) => !isRemoved),
    texts: () => threads.arrived().map(({ text }) => text),
    requests: (method, pathEnd) =>
      threads.faults.seen().filter((request) => request.method === method && request.path.endsWith(pathEnd)).length,
    stop: async () => void (await Promise.all([threads.stop(), host.stop()])),
  };

  function run(draft: Draft): Promise<Receipt> {
    return threadsAdapter.publish(draft, memory.runner, api);
  }

  async function runToEnd(draft: Draft): Promise<Receipt> {
    for (let runs = 0; runs < MOST_RUNS; runs += 1) {
      const ended = await run(draft).catch((thrown: unknown) => thrown);
      if (ended instanceof PowerCut) at += 1000;
      else if (ended instanceof Error) at = Math.max(at + 1000, againAt(troubleIn(ended), now()) + behind);
      else return ended as Receipt;
    }
    throw new Error('No receipt after many runs');
  }

  function file(name: string, mimeType: string, start: Buffer, which: number, alt: string): DraftMedia {
    const bytes = Buffer.concat([start, Buffer.from([which])]);
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    void host.put(name, mimeType, bytes);
    addresses.set(media, `${origin}/${name}`);
    return { media, alt, name, mimeType, bytes: bytes.length, width: 1, height: 1 };
  }
}

/** Said once more for tests: what a draft is made of. */
export function draftOf(...parts: readonly (string | [text: string, ...media: DraftMedia[]])[]): Draft {
  return {
    segments: parts.map((part) => {
      const [text, ...media] = typeof part === 'string' ? [part] : part;
      return { text, media };
    }),
    options: {},
  };
}

function troubleIn(ended: unknown): Trouble {
  if (ended instanceof StepTrouble) return ended.trouble;
  throw ended instanceof Error ? ended : new Error(`No trouble: ${JSON.stringify(ended)}`);
}

function againAt(trouble: Trouble, now: number): number {
  switch (trouble.kind) {
    case 'temporary':
      return trouble.retryAt ?? now;
    case 'processing':
      return trouble.askAt;
    case 'maybe':
    case 'not-arrived':
      return now;
    case 'refused':
    case 'signed-out':
    case 'overdue':
    case 'handed-over':
    case 'unconfirmed':
      throw new StepTrouble(trouble);
    default:
      return never(trouble);
  }
}

function impatient(http: Http, faults: Faults): Http {
  const isSlow = (): boolean => faults.waiting().some(({ fault: { kind } }) => kind === 'hang' || kind === 'slow');
  return { send: (request) => http.send({ ...request, timeoutMs: isSlow() ? SHORT_MS : LONG_MS }) };
}
