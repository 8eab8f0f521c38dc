import { newUsageMeter, type UsageMeter } from '#simulators/meta/graph.ts';
import { newGrantStore, newTokenStore, type GrantStore, type TokenStore } from '#simulators/meta/tokens.ts';

// Everything one simulated Instagram knows, with the Facebook pages that its accounts belong to. PLATFORMS.md section 5.

/** How it behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  imageReadyAfterMs: number;
  filmReadyAfterMs: number;
  /** The subcode that preparing a film ends with, in the words of its container. */
  filmFailsWith: number | undefined;
  /** How long a new post is missing from the lists. */
  listedAfterMs: number;
  /** As Instagram Login may do (PLATFORMS.md 5.5): lists leave captions and product types out. */
  hidesCaptions: boolean;
  /** Posts through the API in 24 hours. */
  postsADay: number;
}

export const USUAL_BEHAVIOUR: Behaviour = {
  imageReadyAfterMs: 0,
  filmReadyAfterMs: 20_000,
  filmFailsWith: undefined,
  listedAfterMs: 0,
  hidesCaptions: false,
  postsADay: 100,
};

export interface World {
  /** Set once the server listens. */
  url: string;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly usage: UsageMeter;
  readonly tokens: TokenStore;
  readonly grants: GrantStore;
  readonly apps: Map<string, App>;
  readonly accounts: Map<string, Account>;
  readonly containers: Map<string, Container>;
  /** In the order they were made. */
  readonly media: Map<string, Media>;
  readonly comments: Map<string, Comment>;
  readonly files: Map<string, StoredFile>;
  /** How many of the next publications or comments are made and answered with a 500. */
  readonly stumbles: { publish: number; comment: number };
  nextId(): string;
}

export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  /** Exact addresses it may lead back to. */
  readonly redirectUris: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly type: 'BUSINESS' | 'MEDIA_CREATOR' | 'PERSONAL';
  /** The Facebook page it belongs to, where it does. */
  readonly page: { readonly id: string; readonly name: string; readonly tasks: readonly string[] } | undefined;
  /** What the owner must do in the app first; publishing is refused meanwhile. */
  isRestricted: boolean;
}

export interface StoredFile {
  readonly bytes: Buffer;
  readonly mimeType: string;
}

export type MediaKind = 'image' | 'reel' | 'story' | 'carousel' | 'item';

export interface Container {
  readonly id: string;
  readonly accountId: string;
  readonly kind: MediaKind;
  readonly caption: string;
  readonly items: readonly Item[];
  readonly options: ContainerOptions;
  readonly madeAt: number;
  /** When it is prepared; `undefined` while it waits for its bytes. */
  readyAt: number | undefined;
  /** The subcode it failed with. */
  failedWith: number | undefined;
  /** The media it became. */
  publishedAs: string | undefined;
}

/** One picture or film. The file of an upload comes later. */
export interface Item {
  readonly isFilm: boolean;
  readonly alt: string | undefined;
  fileId: string | undefined;
}

export interface ContainerOptions {
  readonly locationId?: string;
  readonly userTags?: readonly unknown[];
  readonly collaborators?: readonly string[];
  readonly shareToFeed?: boolean;
  readonly thumbOffset?: number;
}

export interface Media {
  readonly id: string;
  readonly accountId: string;
  readonly kind: Exclude<MediaKind, 'item'>;
  readonly caption: string;
  readonly items: readonly Item[];
  readonly options: ContainerOptions;
  readonly at: number;
  readonly shortcode: string;
  readonly isByHand: boolean;
  isCommentEnabled: boolean;
  removedAt: number | undefined;
}

export interface Comment {
  readonly id: string;
  readonly mediaId: string;
  readonly username: string;
  readonly text: string;
  readonly at: number;
}

/** Whose Facebook pages they are. */
export const OWNER_ID = '10160000000000001';

export const DAY_MS = 24 * 3_600_000;

export function newWorld(now: () => number, behaviour: Behaviour): World {
  let last = 17_841_400_000_000_000n;
  return {
    url: '',
    now,
    behaviour,
    usage: newUsageMeter(),
    tokens: newTokenStore(now),
    grants: newGrantStore(now),
    apps: new Map(),
    accounts: new Map(),
    containers: new Map(),
    media: new Map(),
    comments: new Map(),
    files: new Map(),
    stumbles: { publish: 0, comment: 0 },
    nextId: () => String((last += 7n)),
  };
}

/** Puts a post where people see it. */
export function addMedia(
  world: World,
  given: Pick<Media, 'accountId' | 'kind' | 'caption' | 'items' | 'options' | 'isByHand'>,
): Media {
  const id = world.nextId();
  const media: Media = {
    ...given,
    id,
    at: world.now(),
    shortcode: `D${BigInt(id).toString(36)}`,
    isCommentEnabled: true,
    removedAt: undefined,
  };
  world.media.set(id, media);
  return media;
}

export function addFile(world: World, file: StoredFile): string {
  const id = world.nextId();
  world.files.set(id, file);
  return id;
}
