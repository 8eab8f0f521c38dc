import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import type { Account, Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import {
  APP,
  startFacebook,
  type Facebook,
  type FacebookOptions,
  type SimulatedPage,
  type SimulatedPerson,
  type TokenWanted,
} from '#simulators/facebook.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One Facebook, one page of a bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface FacebookWorld extends Runs {
  readonly facebook: Facebook;
  readonly page: SimulatedPage;
  readonly baker: SimulatedPerson;
  readonly api: TestApi;
  readonly memory: StepMemory;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set. */
  setClock(byMs: number): void;
  picture(which: number, more?: Partial<DraftMedia>): DraftMedia;
  film(which: number, more?: Partial<DraftMedia>): DraftMedia;
  /** Another publication of the same channel. */
  anew(): void;
  /** `POST /{page}/feed` and so on, as they arrived. */
  requests(method: string, edge: string): number;
}

export interface WorldOptions extends FacebookOptions, TokenWanted {
  /** How far Facebook's clock is ahead of ours. */
  readonly aheadMs?: number;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);

export async function newFacebookWorld(options: WorldOptions = {}): Promise<FacebookWorld> {
  const { aheadMs = 0 } = options;
  let at = START;
  let off = 0;
  let tries = 0;
  let memory = newMemory();
  const facebook = await startFacebook({ ...options, clock: { now: () => at + aheadMs } });
  onTestFinished(() => facebook.stop());
  const page = facebook.createPage({ name: 'The Bakery', username: 'bakery' });
  const baker = facebook.createPerson({ name: 'Maria Baker' });
  baker.joins(page);
  const files = new Map<string, Uint8Array>();
  const account: Account = {
    remoteId: page.id,
    handle: 'bakery',
    displayName: 'The Bakery',
    server: facebook.url,
    profileUrl: `${facebook.url}/bakery`,
    limits: {},
  };
  const given = { now, files, baseUrl: facebook.url };
  const secrets = secretsOf(facebook, baker, page, options);
  const api = apiOver(impatient(nodeHttp(), facebook.faults), facebookAdapter, account, secrets, given);
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => facebookAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    facebook,
    page,
    baker,
    api,
    get memory() {
      return memory;
    },
    now,
    wait,
    setClock: (byMs) => void (off += byMs),
    picture: (which, more) =>
      attach(pngOf(which), `picture-${which}.png`, 'image/png', { alt: `Picture ${which}`, ...more }),
    film: (which, more) => attach(mp4Of(which), `film-${which}.mp4`, 'video/mp4', { durationMs: 10_000, ...more }),
    anew: () => {
      tries += 1;
      memory = newMemory();
    },
    ...runs,
    requests: (method, edge) =>
      facebook.faults.seen().filter((one) => one.method === method && one.path.endsWith(`/${edge}`)).length,
  };

  function now(): number {
    return at + off;
  }

  function newMemory(): StepMemory {
    return stepMemory({ now, publication: `publication-${tries}` });
  }

  function attach(bytes: Uint8Array, name: string, mimeType: string, more: Partial<DraftMedia>): DraftMedia {
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    files.set(media, bytes);
    return { media, alt: '', name, mimeType, bytes: bytes.length, width: 1080, height: 1920, ...more };
  }
}

/** What is kept of the page after signing in with own keys. */
export function secretsOf(
  facebook: Facebook,
  person: SimulatedPerson,
  page: SimulatedPage,
  wanted: TokenWanted = {},
): Secrets {
  const { user, page: pageToken } = person.tokens(page, wanted);
  const keys = { clientId: APP.id, clientSecret: APP.secret };
  return { server: facebook.url, pageId: page.id, pageToken, userToken: user, keys };
}

/** One post. */
export function draftOf(text: string, media: readonly DraftMedia[] = [], more: Partial<Draft> = {}): Draft {
  return { segments: [{ text, media: [...media] }], options: {}, ...more };
}

/** As much of a PNG as says that it is one. Each `salt` is another file. */
export function pngOf(salt = 0): Uint8Array {
  return new Uint8Array(Buffer.from(`\u0089PNG\r\n\u001a\npicture ${salt}`, 'latin1'));
}

/** As much of an MP4 as says that it is one. */
export function mp4Of(salt = 0): Uint8Array {
  return new Uint8Array(Buffer.from(`\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2mp41film ${salt}`, 'latin1'));
}
