import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import type { Account } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import {
  startThreads,
  type SimulatedPerson,
  type Threads,
  type ThreadsOptions,
  type ThreadsPost,
} from '#simulators/threads.ts';
import { openFileHost } from '#tests/kit/file-host.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One network, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface ThreadsWorld extends Runs {
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
  /** Another publication, before this one. */
  earlier(draft: Draft): Promise<Receipt>;
  /** What people see, oldest first. */
  visible(): readonly ThreadsPost[];
  texts(): readonly string[];
  /** How many requests of this kind arrived: `POST /v1.0/…/threads_publish`. */
  requests(method: string, pathEnd: string): number;
  stop(): Promise<void>;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);

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
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => threadsAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    threads,
    person,
    api,
    memory,
    now,
    wait,
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => file(`picture-${which}.png`, 'image/png', PIXEL, which, alt),
    video: (which, alt = `Video ${which}`) => file(`video-${which}.mp4`, 'video/mp4', FILM, which, alt),
    hide: ({ media }) => void addresses.set(media, `${origin}/nothing-here`),
    show: ({ media, name }) => void addresses.set(media, `${origin}/${name}`),
    ...runs,
    earlier: (draft) => threadsAdapter.publish(draft, stepMemory({ now, publication: 'earlier' }).runner, api),
    visible: () => threads.arrived().filter(({ isRemoved }) => !isRemoved),
    texts: () => threads.arrived().map(({ text }) => text),
    requests: (method, pathEnd) =>
      threads.faults.seen().filter((request) => request.method === method && request.path.endsWith(pathEnd)).length,
    stop: async () => void (await Promise.all([threads.stop(), host.stop()])),
  };

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
