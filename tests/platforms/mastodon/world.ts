import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import type { Account, AccountLimits } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { startMastodon, type Mastodon, type MastodonOptions, type SimulatedAccount } from '#simulators/mastodon.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One server, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface MastodonWorld extends Runs {
  readonly mastodon: Mastodon;
  readonly person: SimulatedAccount;
  readonly api: TestApi;
  readonly memory: StepMemory;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set back, or ahead where `ms` is negative; the server's goes on. */
  setClockBack(ms: number): void;
  /** A picture that can be attached. Each `which` is another file. */
  picture(which: number, alt?: string): DraftMedia;
  /** A video or a sound that can be attached. */
  film(which: number, mimeType?: string): DraftMedia;
  stop(): Promise<void>;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function newMastodonWorld(
  options: MastodonOptions & { accountLimits?: AccountLimits; scopes?: readonly string[] } = {},
): Promise<MastodonWorld> {
  let at = START;
  let behind = 0;
  const now = (): number => at - behind;
  const mastodon = await startMastodon({ ...options, clock: { now: () => at } });
  const person = mastodon.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const account: Account = {
    remoteId: person.id,
    handle: `bakery@${new URL(mastodon.url).host}`,
    displayName: 'The Bakery',
    server: mastodon.url,
    profileUrl: `${mastodon.url}/@bakery`,
    limits: options.accountLimits ?? {},
  };
  const secrets = { accessToken: person.token(options.scopes ? { scopes: options.scopes } : {}), server: mastodon.url };
  const api = apiOver(impatient(nodeHttp(), mastodon.faults), mastodonAdapter, account, secrets, { now, files });
  const memory = stepMemory({ now });
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => mastodonAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    mastodon,
    person,
    api,
    memory,
    now,
    wait,
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => file(which, alt, `picture-${which}.png`, 'image/png'),
    film: (which, mimeType = 'video/mp4') => file(which, `Film ${which}`, `film-${which}`, mimeType),
    ...runs,
    stop: () => mastodon.stop(),
  };

  function file(which: number, alt: string, name: string, mimeType: string): DraftMedia {
    const bytes = Buffer.concat([PIXEL, Buffer.from([which])]);
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    files.set(media, bytes);
    return {
      media,
      alt,
      name,
      mimeType,
      bytes: bytes.length,
      width: 1,
      height: 1,
    };
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
