import { newUsageMeter, type UsageMeter } from '#simulators/meta/graph.ts';
import { newGrantStore, newTokenStore, type GrantStore, type TokenStore } from '#simulators/meta/tokens.ts';

// Everything the simulated Facebook knows. Numbers are PLATFORMS.md section 4.

/** How Facebook behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** How long a video is prepared before people see it. */
  videoReadyAfterMs: number;
  /** What preparing a video ends with, in words; empty when it succeeds. */
  videoProblem: string;
  /** How late the scheduler sends. */
  schedulerLateMs: number;
  /** Whether a new photo may bring `alt_text_custom` (UNCONFIRMED). */
  takesAltText: boolean;
  /** For how long the same text of the same app counts as a duplicate. */
  duplicateWithinMs: number;
  /** How long a photo or a begun video is kept that no post has. */
  looseForMs: number;
  /** Whether the list of stories has anything (UNCONFIRMED). */
  listsStories: boolean;
  /** How long after it is out a post shows up in lists. */
  listedAfterMs: number;
  /** How long after that its attachments do. */
  attachmentsAfterMs: number;
  /** The next upload of a video in phases breaks off after so many bytes; absent for none. */
  nextUploadEndsAt: number | undefined;
  /** Whether a token may ask `debug_token` about itself. */
  tokensMayAskAboutThemselves: boolean;
  /** How long a long-lived token of a person lasts. */
  longLivedMs: number;
}

export const USUAL_BEHAVIOUR: Behaviour = {
  videoReadyAfterMs: 10_000,
  videoProblem: '',
  schedulerLateMs: 0,
  takesAltText: true,
  duplicateWithinMs: 30 * 60_000,
  looseForMs: 24 * 3_600_000,
  listsStories: true,
  listedAfterMs: 0,
  attachmentsAfterMs: 0,
  nextUploadEndsAt: undefined,
  tokensMayAskAboutThemselves: true,
  longLivedMs: 60 * 24 * 3_600_000,
};

export interface World {
  /** Set once the server listens. */
  url: string;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly usage: UsageMeter;
  readonly apps: Map<string, App>;
  readonly people: Map<string, Person>;
  readonly pages: Map<string, Page>;
  readonly businesses: Map<string, Business>;
  readonly tokens: TokenStore;
  readonly grants: GrantStore;
  readonly photos: Map<string, Photo>;
  readonly videos: Map<string, Video>;
  /** In the order they were made. */
  readonly posts: Map<string, Post>;
  readonly comments: Map<string, Comment>;
  nextId(): string;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** What they may do, by page. */
  readonly roles: Map<string, readonly string[]>;
  readonly businessIds: Set<string>;
}

export interface Page {
  readonly id: string;
  readonly name: string;
  readonly username: string | undefined;
}

export interface Business {
  readonly id: string;
  readonly name: string;
  readonly owned: readonly string[];
  readonly clients: readonly string[];
}

export interface Photo {
  readonly id: string;
  readonly pageId: string;
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly fileName: string;
  readonly alt: string | undefined;
  readonly createdAt: number;
  /** The first post that has it. */
  postId: string | undefined;
}

export interface Video {
  readonly id: string;
  readonly pageId: string;
  readonly kind: 'video' | 'reel' | 'story';
  readonly createdAt: number;
  mimeType: string;
  /** What has arrived of it. */
  bytes: Buffer;
  size: number | undefined;
  /** When its last phase came; absent before. */
  finishedAt: number | undefined;
  postId: string | undefined;
}

/** Anything that stands on a page. */
export interface Post {
  readonly id: string;
  readonly pageId: string;
  readonly kind: 'post' | 'video' | 'reel' | 'story';
  /** Absent when written by hand. */
  readonly appId: string | undefined;
  readonly createdAt: number;
  readonly link: string | undefined;
  readonly photoIds: readonly string[];
  readonly videoId: string | undefined;
  message: string;
  /** For the scheduler; absent when it was published at once. */
  scheduledFor: number | undefined;
  /** `published=false` without a time: made, and shown to nobody. */
  isHidden: boolean;
  deletedAt: number | undefined;
  insights: Readonly<Record<string, number>>;
  shares: number;
  reactions: number;
}

export interface Comment {
  readonly id: string;
  readonly postId: string;
  readonly pageId: string;
  readonly appId: string | undefined;
  readonly createdAt: number;
  message: string;
  deletedAt: number | undefined;
}

export function newWorld(now: () => number, behaviour: Behaviour): World {
  let last = 100_000_000_000_000;
  return {
    url: '',
    now,
    behaviour,
    usage: newUsageMeter(),
    apps: new Map(),
    people: new Map(),
    pages: new Map(),
    businesses: new Map(),
    tokens: newTokenStore(now),
    grants: newGrantStore(now),
    photos: new Map(),
    videos: new Map(),
    posts: new Map(),
    comments: new Map(),
    nextId: () => String((last += 7)),
  };
}

/** When people began to see it; `undefined` while they do not. */
export function shownSince(world: World, post: Post): number | undefined {
  const video = post.videoId === undefined ? undefined : world.videos.get(post.videoId);
  if (post.isHidden || (video && !isReady(world, video))) return undefined;
  if (post.scheduledFor === undefined) return post.createdAt;
  return world.now() >= post.scheduledFor + world.behaviour.schedulerLateMs ? post.scheduledFor : undefined;
}

/** Facebook has prepared it. */
export function isReady(world: World, video: Video): boolean {
  const { videoReadyAfterMs, videoProblem } = world.behaviour;
  return video.finishedAt !== undefined && videoProblem === '' && world.now() >= video.finishedAt + videoReadyAfterMs;
}

/** `2026-11-23T09:00:00+0000` */
export function graphTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, '+0000');
}

/** A photo of the page; what lay loose for a day is gone. */
export function photoOf(world: World, pageId: string, id: string): Photo | undefined {
  const photo = world.photos.get(id);
  if (photo?.pageId !== pageId) return undefined;
  if (photo.postId !== undefined || world.now() - photo.createdAt <= world.behaviour.looseForMs) return photo;
  world.photos.delete(id);
  return undefined;
}

/** A video of the page; what was begun and not finished within a day is gone. */
export function videoOf(world: World, id: string): Video | undefined {
  const video = world.videos.get(id);
  if (!video) return undefined;
  const post = video.postId === undefined ? undefined : world.posts.get(video.postId);
  if (post?.deletedAt !== undefined) return undefined;
  if (video.finishedAt !== undefined || world.now() - video.createdAt <= world.behaviour.looseForMs) return video;
  world.videos.delete(id);
  return undefined;
}

/** Something new on a page. */
export function addPost(
  world: World,
  given: Pick<Post, 'pageId' | 'kind' | 'appId' | 'message'> &
    Partial<Pick<Post, 'link' | 'photoIds' | 'videoId' | 'scheduledFor' | 'isHidden'>>,
): Post {
  const number = world.nextId();
  const post: Post = {
    id: given.kind === 'story' ? number : `${given.pageId}_${number}`,
    createdAt: world.now(),
    link: undefined,
    photoIds: [],
    videoId: undefined,
    scheduledFor: undefined,
    isHidden: false,
    deletedAt: undefined,
    insights: {},
    shares: 0,
    reactions: 0,
    ...given,
  };
  world.posts.set(post.id, post);
  for (const id of post.photoIds) {
    const photo = world.photos.get(id);
    if (photo) photo.postId ??= post.id;
  }
  const video = post.videoId === undefined ? undefined : world.videos.get(post.videoId);
  if (video) Object.assign(video, { postId: post.id, finishedAt: world.now() });
  return post;
}
