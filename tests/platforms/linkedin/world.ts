import { createHash } from 'node:crypto';
import { never } from '#shared/assert.ts';
import { mediaId } from '#shared/ids.ts';
import type { Http } from '#shared/platforms/http.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import type { Account, LinkCard, Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { startLinkedin, type Linkedin, type LinkedinOptions } from '#simulators/linkedin.ts';
import type { SimulatedMember, SimulatedPage } from '#simulators/linkedin/people.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { apiOver, PowerCut, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One LinkedIn, one person on it and her page, and one publication at a time, all by the same hand-cranked clock. */
export interface LinkedinWorld {
  readonly linkedin: Linkedin;
  readonly person: SimulatedMember;
  readonly page: SimulatedPage;
  /** The URN that is posted as. */
  readonly author: string;
  readonly api: TestApi;
  readonly memory: StepMemory;
  /** What pages say about themselves. */
  readonly cards: Map<string, LinkCard>;
  now(): number;
  wait(ms: number): void;
  /** The clock of the computer alone is set; LinkedIn's goes on. */
  setClockBack(ms: number): void;
  /** A file that can be attached. Each `which` is another one. */
  picture(which: number, alt?: string): DraftMedia;
  film(bytes: number): DraftMedia;
  pdf(name?: string): DraftMedia;
  /** One run of the publication, as far as it comes. */
  run(draft: Draft): Promise<Receipt>;
  /** Runs until there is a receipt, as the publisher would: again after a power cut, and when a trouble says so. */
  runToEnd(draft: Draft): Promise<Receipt>;
  /** The trouble a run ends in. */
  troubleOf(draft: Draft): Promise<Trouble>;
  /** As `runToEnd`, for what ends in trouble. */
  endOf(draft: Draft): Promise<Trouble>;
  /** Posts that people can see, oldest first; and comments. */
  visible(): readonly ArrivedPost[];
  /** How many requests of this kind arrived. */
  requests(method: string, path: string): number;
  stop(): Promise<void>;
}

export const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const MOST_RUNS = 30;
/** Waiting for an answer that never comes would make slow tests. */
const PATIENCE_MS = 500;

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture that no other is the same as. */
export function pictureBytes(which: number): Uint8Array {
  return Buffer.concat([PIXEL, Buffer.from([which])]);
}

export interface WorldOptions extends LinkedinOptions {
  /** Posting as the page; as the person unless said. */
  readonly as?: 'person' | 'page';
  readonly scopes?: readonly string[];
  readonly secrets?: (linkedin: Linkedin, person: SimulatedMember) => Secrets;
}

export async function newLinkedinWorld(options: WorldOptions = {}): Promise<LinkedinWorld> {
  let at = START;
  let behind = 0;
  const now = (): number => at - behind;
  const linkedin = await startLinkedin({ ...options, clock: { now: () => at } });
  const person = linkedin.createPerson({ firstName: 'Maria', lastName: 'Baker' });
  const page = linkedin.createPage({ name: 'The Bakery' });
  page.letIn(person);
  const isPage = options.as === 'page';
  const account: Account = {
    remoteId: isPage ? page.urn : person.urn,
    handle: isPage ? 'the-bakery' : 'Maria Baker',
    displayName: isPage ? 'The Bakery' : 'Maria Baker',
    server: linkedin.url,
    profileUrl: `${linkedin.url}/company/the-bakery/`,
    limits: isPage ? { isPage: 1 } : {},
  };
  const files = new Map<string, Uint8Array>();
  const cards = new Map<string, LinkCard>();
  const secrets = options.secrets?.(linkedin, person) ?? {
    accessToken: person.token(options.scopes),
    server: linkedin.url,
  };
  const api = apiOver(impatient(nodeHttp()), linkedinAdapter, account, secrets, { now, files, cards });
  const memory = stepMemory({ now });

  return {
    linkedin,
    person,
    page,
    author: account.remoteId,
    api,
    memory,
    cards,
    now,
    wait: (ms) => void (at += ms),
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => ({
      ...file(`picture-${which}.png`, 'image/png', pictureBytes(which)),
      alt,
      width: 1,
      height: 1,
    }),
    film: (bytes) => file('opening.mp4', 'video/mp4', filler(bytes)),
    pdf: (name = 'menu.pdf') => file(name, 'application/pdf', Buffer.from('%PDF-1.7 not really')),
    run,
    runToEnd,
    troubleOf: async (draft) => troubleIn(await run(draft).catch((thrown: unknown) => thrown)),
    endOf: async (draft) => troubleIn(await runToEnd(draft).catch((thrown: unknown) => thrown)),
    visible: () => linkedin.arrived().filter(({ isRemoved }) => !isRemoved),
    requests: (method, path) =>
      linkedin.faults.seen().filter((request) => request.method === method && request.path === path).length,
    stop: () => linkedin.stop(),
  };

  function run(draft: Draft): Promise<Receipt> {
    return linkedinAdapter.publish(draft, memory.runner, api);
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

  function file(name: string, mimeType: string, bytes: Uint8Array): DraftMedia {
    const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    files.set(media, bytes);
    return { media, alt: '', name, mimeType, bytes: bytes.length, width: 0, height: 0 };
  }
}

/** Bytes of which each part is another one, so that parts in the wrong order are noticed. */
function filler(bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_none, at) => (at * 7 + (at >> 8)) % 251);
}

/** Said once more for tests: what a draft is made of. */
export function draftOf(
  text: string,
  more: Partial<Omit<DraftSegment, 'text'>> & Partial<Pick<Draft, 'firstComment' | 'options'>> = {},
): Draft {
  const { firstComment, options = {}, media = [], ...segment } = more;
  return {
    segments: [{ text, media, ...segment }],
    options,
    ...(firstComment === undefined ? {} : { firstComment }),
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

function impatient(http: Http): Http {
  return { send: (request) => http.send({ ...request, timeoutMs: PATIENCE_MS }) };
}
