import { newUsageMeter, type UsageMeter } from '#simulators/meta/graph.ts';
import { newGrantStore, newTokenStore, type GrantStore, type TokenStore } from '#simulators/meta/tokens.ts';

// Everything simulated Threads knows. Numbers are PLATFORMS.md section 6's.

/** How it behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** How long a container stays IN_PROGRESS. */
  textReadyAfterMs: number;
  pictureReadyAfterMs: number;
  videoReadyAfterMs: number;
  /** For how long a post that is out cannot be answered yet, and does not show in lists or when it is read. */
  answerableAfterMs: number;
  listedAfterMs: number;
  /** Whether people see and like what arrives, more of them with time (audience.ts). */
  hasAudience: boolean;
  readableAfterMs: number;
  /** What the next containers with a file end as, first come first: an `error_message`, or `undefined` for well. */
  readonly containerErrors: (string | undefined)[];
  /** What becomes of everybody who publishes. */
  standing: 'active' | 'restricted' | 'spam';
  /** The network's own clock, compared with the given one. */
  aheadMs: number;
  postsPerDay: number;
  repliesPerDay: number;
  deletesPerDay: number;
}

export interface World {
  /** Set once it listens. */
  url: string;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly meter: UsageMeter;
  readonly apps: Map<string, App>;
  readonly people: Map<string, Person>;
  readonly grants: GrantStore;
  readonly tokens: TokenStore;
  readonly containers: Map<string, Container>;
  /** In the order they came out. */
  readonly posts: Map<string, Post>;
  readonly deletions: { readonly personId: string; readonly at: number }[];
  nextId(): string;
}

export interface App {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  followers: number;
}

export type MediaType = 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL';

export interface StoredFile {
  readonly bytes: Buffer;
  readonly mimeType: string;
}

/** What a post says, first in a container and then out. */
export interface Content {
  readonly mediaType: MediaType;
  readonly text: string;
  readonly file: StoredFile | undefined;
  readonly alt: string | undefined;
  /** Containers of a carousel's files. */
  readonly children: readonly string[];
  readonly replyTo: string | undefined;
  readonly link: string | undefined;
  readonly topicTag: string | undefined;
  readonly replyControl: string;
  readonly poll: readonly string[] | undefined;
  readonly isSpoiler: boolean;
}

export interface Container extends Content {
  readonly id: string;
  readonly personId: string;
  readonly isCarouselItem: boolean;
  readonly madeAt: number;
  readonly readyAt: number;
  /** Its `error_message` once it is ready. */
  readonly error: string | undefined;
  postId: string | undefined;
}

export interface Post extends Content {
  readonly id: string;
  readonly shortcode: string;
  readonly personId: string;
  readonly at: number;
  /** Set by tests. */
  insights: Readonly<Record<string, number>>;
  removedAt: number | undefined;
}

const USUAL: Omit<Behaviour, 'containerErrors'> = {
  textReadyAfterMs: 0,
  pictureReadyAfterMs: 0,
  videoReadyAfterMs: 20_000,
  answerableAfterMs: 0,
  listedAfterMs: 0,
  hasAudience: false,
  readableAfterMs: 0,
  standing: 'active',
  aheadMs: 0,
  postsPerDay: 250,
  repliesPerDay: 1000,
  deletesPerDay: 100,
};

export function newWorld(clock: () => number, given: Partial<Behaviour>): World {
  const behaviour: Behaviour = { ...USUAL, containerErrors: [], ...given };
  const now = (): number => clock() + behaviour.aheadMs;
  let last = 17_841_400_000_000_000n;
  return {
    url: '',
    now,
    behaviour,
    meter: newUsageMeter(),
    apps: new Map(),
    people: new Map(),
    grants: newGrantStore(now),
    tokens: newTokenStore(now),
    containers: new Map(),
    posts: new Map(),
    deletions: [],
    // Like the real ones, too large for a number to hold exactly.
    nextId: () => String((last += 7n)),
  };
}

const A_DAY_MS = 24 * 3_600_000;

export type ContainerStatus = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

/** `EXPIRED` is what was not published within 24 hours. */
export function statusOf(world: World, container: Container): ContainerStatus {
  if (container.postId !== undefined) return 'PUBLISHED';
  if (world.now() - container.madeAt >= A_DAY_MS) return 'EXPIRED';
  if (world.now() < container.readyAt) return 'IN_PROGRESS';
  return container.error === undefined ? 'FINISHED' : 'ERROR';
}

/** What a person used up in the last 24 hours. */
export function usedBy(world: World, personId: string): { posts: number; replies: number; deletes: number } {
  const since = world.now() - A_DAY_MS;
  // What was deleted meanwhile counts too.
  const recent = [...world.posts.values()].filter((post) => post.personId === personId && post.at > since);
  return {
    posts: recent.filter((post) => post.replyTo === undefined).length,
    replies: recent.filter((post) => post.replyTo !== undefined).length,
    deletes: world.deletions.filter((one) => one.personId === personId && one.at > since).length,
  };
}

export function livingPost(world: World, id: string): Post | undefined {
  const post = world.posts.get(id);
  return post?.removedAt === undefined ? post : undefined;
}

/** Puts something out; a test does it by hand. */
export function addPost(world: World, personId: string, content: Content): Post {
  const id = world.nextId();
  const post: Post = {
    mediaType: content.mediaType,
    text: content.text,
    file: content.file,
    alt: content.alt,
    children: content.children,
    replyTo: content.replyTo,
    link: content.link,
    topicTag: content.topicTag,
    replyControl: content.replyControl,
    poll: content.poll,
    isSpoiler: content.isSpoiler,
    id,
    shortcode: Buffer.from(BigInt(id).toString(16).padStart(16, '0'), 'hex').toString('base64url'),
    personId,
    at: world.now(),
    insights: {},
    removedAt: undefined,
  };
  world.posts.set(id, post);
  return post;
}

export function permalinkOf(world: World, post: Post): string {
  return `${world.url}/@${world.people.get(post.personId)?.username ?? ''}/post/${post.shortcode}`;
}
