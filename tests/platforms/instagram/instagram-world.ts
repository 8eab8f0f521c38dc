import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { instagramAdapter } from '#shared/platforms/instagram/adapter.ts';
import type { Account, Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import {
  APP,
  startInstagram,
  type Instagram,
  type InstagramOptions,
  type SimulatedInstagramAccount,
} from '#simulators/instagram.ts';
import { openFileHost } from '#tests/kit/file-host.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One Instagram, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface InstagramWorld extends Runs {
  readonly instagram: Instagram;
  readonly person: SimulatedInstagramAccount;
  readonly api: TestApi;
  readonly memory: StepMemory;
  /** Where files lie publicly, by media id; one that is taken out cannot be fetched. */
  readonly addresses: Map<string, string>;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set. */
  setClock(byMs: number): void;
  picture(which: number, more?: Partial<DraftMedia>): Promise<DraftMedia>;
  film(which: number, more?: Partial<DraftMedia>): Promise<DraftMedia>;
  /** Another publication of the same channel. */
  anew(): void;
}

export interface WorldOptions extends InstagramOptions {
  readonly login?: 'instagram' | 'facebook';
  /** How far Instagram's clock is ahead of ours. */
  readonly aheadMs?: number;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);

export async function newInstagramWorld(options: WorldOptions = {}): Promise<InstagramWorld> {
  const { login = 'instagram', aheadMs = 0 } = options;
  let at = START;
  let off = 0;
  let tries = 0;
  let memory = newMemory();
  const instagram = await startInstagram({ ...options, clock: { now: () => at + aheadMs } });
  const host = openFileHost();
  onTestFinished(async () => {
    await Promise.all([instagram.stop(), host.stop()]);
  });
  const person = instagram.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const addresses = new Map<string, string>();
  const account: Account = {
    remoteId: person.id,
    handle: 'bakery',
    displayName: 'The Bakery',
    server: instagram.url,
    profileUrl: `${instagram.url}/bakery/`,
    limits: login === 'facebook' ? { facebookLogin: 1 } : {},
  };
  const secrets = secretsFor(person, login, instagram.url, now());
  const given = { now, files, addresses, baseUrl: instagram.url };
  const api = apiOver(impatient(nodeHttp(), instagram.faults), instagramAdapter, account, secrets, given);
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => instagramAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    instagram,
    person,
    api,
    get memory() {
      return memory;
    },
    addresses,
    now,
    wait,
    setClock: (byMs) => void (off += byMs),
    picture: (which, more) => attach(jpegOf(1080, 1080, which), `picture-${which}.jpg`, 'image/jpeg', which, more),
    film: (which, more) => attach(mp4Of(which), `film-${which}.mp4`, 'video/mp4', which, more),
    anew: () => {
      tries += 1;
      memory = newMemory();
    },
    ...runs,
  };

  function now(): number {
    return at + off;
  }

  function newMemory(): StepMemory {
    return stepMemory({ now, publication: `publication-${tries}` });
  }

  async function attach(
    bytes: Uint8Array,
    name: string,
    mimeType: string,
    which: number,
    more: Partial<DraftMedia> = {},
  ): Promise<DraftMedia> {
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    files.set(media, bytes);
    addresses.set(media, await host.put(name, mimeType, bytes));
    const alt = mimeType.startsWith('image/') ? `Picture ${which}` : '';
    return { media, alt, name, mimeType, bytes: bytes.length, width: 1080, height: 1080, ...more };
  }
}

function secretsFor(
  person: SimulatedInstagramAccount,
  login: 'instagram' | 'facebook',
  server: string,
  issuedAt: number,
): Secrets {
  if (login === 'instagram') return { login: 'instagram-login', server, accessToken: person.token(), issuedAt };
  const { user, page } = person.facebookTokens();
  return {
    login: 'facebook-login',
    server,
    pageId: person.pageId,
    pageToken: page,
    userToken: user,
    clientId: APP.clientId,
    clientSecret: APP.clientSecret,
  };
}

/** One post. */
export function draftOf(text: string, media: readonly DraftMedia[], more: Partial<Draft> = {}): Draft {
  return { segments: [{ text, media: [...media] }], options: {}, ...more };
}

/** As much of a JPEG as says how large it is. Each `salt` is another file. */
export function jpegOf(width: number, height: number, salt = 0): Uint8Array {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xd9, salt])]));
}

/** As much of an MP4 as says that it is one. */
export function mp4Of(salt = 0): Uint8Array {
  return new Uint8Array(Buffer.from(`\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2mp41film ${salt}`, 'latin1'));
}
