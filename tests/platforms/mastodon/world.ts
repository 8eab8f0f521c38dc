import { createHash } from 'node:crypto';
import { never } from '#shared/assert.ts';
import { mediaId } from '#shared/ids.ts';
import type { Http } from '#shared/platforms/http.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import type { Account, AccountLimits } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { startMastodon, type Mastodon, type MastodonOptions, type SimulatedAccount } from '#simulators/mastodon.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { apiOver, PowerCut, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One server, one bakery on it, and one publication at a time, all by the same hand-cranked clock. */
export interface MastodonWorld {
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
  /** One run of the publication, as far as it comes. */
  run(draft: Draft): Promise<Receipt>;
  /** Runs until there is a receipt, as the publisher would: again after a power cut, and when a trouble says so. */
  runToEnd(draft: Draft): Promise<Receipt>;
  /** The trouble a run ends in. */
  troubleOf(draft: Draft): Promise<Trouble>;
  stop(): Promise<void>;
}

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const MOST_RUNS = 12;
/** Waiting for an answer that never comes would make slow tests. */
const PATIENCE_MS = 500;

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
  const api = apiOver(impatient(nodeHttp()), mastodonAdapter, account, secrets, { now, files });
  const memory = stepMemory({ now });

  return {
    mastodon,
    person,
    api,
    memory,
    now,
    wait: (ms) => void (at += ms),
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => file(which, alt, `picture-${which}.png`, 'image/png'),
    film: (which, mimeType = 'video/mp4') => file(which, `Film ${which}`, `film-${which}`, mimeType),
    run,
    runToEnd,
    troubleOf: async (draft) => troubleIn(await run(draft).catch((thrown: unknown) => thrown)),
    stop: () => mastodon.stop(),
  };

  function run(draft: Draft): Promise<Receipt> {
    return mastodonAdapter.publish(draft, memory.runner, api);
  }

  async function runToEnd(draft: Draft): Promise<Receipt> {
    for (let runs = 0; runs < MOST_RUNS; runs += 1) {
      const ended = await run(draft).catch((thrown: unknown) => thrown);
      if (ended instanceof PowerCut) at += 1000;
      else if (ended instanceof Error) at = Math.max(at + 1000, againAt(troubleIn(ended), at));
      else return ended as Receipt;
    }
    throw new Error('No receipt after many runs');
  }

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
    // Asked about again once its time has come.
    case 'handed-over':
      return trouble.receipt.publishedAt;
    case 'maybe':
    case 'not-arrived':
      return now;
    case 'refused':
    case 'signed-out':
    case 'overdue':
    case 'unconfirmed':
      throw new StepTrouble(trouble);
    default:
      return never(trouble);
  }
}

function impatient(http: Http): Http {
  return { send: (request) => http.send({ ...request, timeoutMs: PATIENCE_MS }) };
}
