import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import type { Account, AccountLimits } from '#shared/platforms/platform.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import type { AccountSecrets } from '#shared/platforms/x/oauth.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';
import { startX, type SimulatedAccount, type SimulatedX, type XOptions, type XPost } from '#simulators/x.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** X, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface XWorld extends Runs {
  readonly x: SimulatedX;
  readonly person: SimulatedAccount;
  readonly api: TestApi;
  readonly memory: StepMemory;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set; X's goes on. */
  setClock(ms: number): void;
  /** A file that can be attached. Each `which` is another one. */
  picture(which: number, more?: Partial<DraftMedia>): DraftMedia;
  film(bytes: number, more?: Partial<DraftMedia>): DraftMedia;
  /** The words of everything that people see, oldest first. */
  texts(): string[];
  seen(): XPost[];
  /** How often a post was asked for. */
  creations(): number;
  stop(): Promise<void>;
}

export const START = Date.UTC(2026, 10, 23, 9, 0, 0);

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function newXWorld(options: XOptions & { limits?: AccountLimits } = {}): Promise<XWorld> {
  let at = START;
  let set = 0;
  const now = (): number => at + set;
  const x = await startX({ ...options, clock: { now: () => at } });
  const person = x.createAccount({ username: 'bakery', name: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const account: Account = {
    remoteId: person.id,
    handle: 'bakery',
    displayName: 'The Bakery',
    server: x.url,
    profileUrl: `${x.url}/bakery`,
    limits: options.limits ?? {},
  };
  const http = impatient(nodeHttp(), x.faults);
  const api = apiOver(http, xAdapter, account, secretsOf(x, person), { now, files, baseUrl: x.url });
  const memory = stepMemory({ now });
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => xAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    x,
    person,
    api,
    memory,
    now,
    wait,
    setClock: (ms) => void (set += ms),
    picture: (which, more) =>
      file(Buffer.concat([PIXEL, Buffer.from([which])]), {
        name: `picture-${which}.png`,
        alt: `Picture ${which}`,
        mimeType: 'image/png',
        ...more,
      }),
    film: (bytes, more) =>
      file(Buffer.alloc(bytes, 'a film '), { name: 'film.mp4', mimeType: 'video/mp4', durationMs: 9_000, ...more }),
    ...runs,
    texts: () => shown().map(({ text }) => text),
    seen: shown,
    creations: () => requests(x, 'POST', '/2/tweets'),
    stop: () => x.stop(),
  };

  function shown(): XPost[] {
    return x.arrived().filter((post) => !post.isRemoved && !post.isOldVersion);
  }

  function file(bytes: Buffer, more: Partial<DraftMedia>): DraftMedia {
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    files.set(media, bytes);
    return { media, alt: '', name: 'file', mimeType: '', bytes: bytes.length, width: 100, height: 100, ...more };
  }
}

/** A channel that is signed in as this person. */
export function secretsOf(x: SimulatedX, person: SimulatedAccount): AccountSecrets {
  const { access, refresh, clientId } = person.tokens();
  return { accessToken: access, refreshToken: refresh, clientId, server: x.url, handle: person.username };
}

/** How often this was asked for. */
export function requests(x: SimulatedX, method: string, path: string): number {
  return x.faults.seen().filter((request) => request.method === method && request.path === path).length;
}

/** Said once more for tests: what a draft is made of. */
export function draftOf(...parts: readonly (string | Partial<DraftSegment>)[]): Draft {
  const segments = parts.map((part) => ({
    text: '',
    media: [],
    ...(typeof part === 'string' ? { text: part } : part),
  }));
  return { segments, options: {} };
}
