import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import type { Account, LinkCard, Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';
import { startLinkedin, type Linkedin, type LinkedinOptions } from '#simulators/linkedin.ts';
import type { SimulatedMember, SimulatedPage } from '#simulators/linkedin/people.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { impatient, runsOf, type Runs } from '#tests/kit/runs.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

/** One LinkedIn, one person on it and her page, and one publication at a time, all by the same hand-cranked clock. */
export interface LinkedinWorld extends Runs {
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
  /** Posts that people can see, oldest first; and comments. */
  visible(): readonly ArrivedPost[];
  /** How many requests of this kind arrived. */
  requests(method: string, path: string): number;
  stop(): Promise<void>;
}

export const START = Date.UTC(2026, 10, 23, 9, 0, 0);

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
  const api = apiOver(impatient(nodeHttp(), linkedin.faults), linkedinAdapter, account, secrets, { now, files, cards });
  const memory = stepMemory({ now });
  const wait = (ms: number): void => void (at += ms);
  const runs = runsOf((draft) => linkedinAdapter.publish(draft, memory.runner, api), { now, wait });

  return {
    linkedin,
    person,
    page,
    author: account.remoteId,
    api,
    memory,
    cards,
    now,
    wait,
    setClockBack: (ms) => void (behind += ms),
    picture: (which, alt = `Picture ${which}`) => ({
      ...file(`picture-${which}.png`, 'image/png', pictureBytes(which)),
      alt,
      width: 1,
      height: 1,
    }),
    film: (bytes) => file('opening.mp4', 'video/mp4', filler(bytes)),
    pdf: (name = 'menu.pdf') => file(name, 'application/pdf', Buffer.from('%PDF-1.7 not really')),
    ...runs,
    visible: () => linkedin.arrived().filter(({ isRemoved }) => !isRemoved),
    requests: (method, path) =>
      linkedin.faults.seen().filter((request) => request.method === method && request.path === path).length,
    stop: () => linkedin.stop(),
  };

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
