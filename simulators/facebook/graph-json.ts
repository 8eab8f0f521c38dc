import {
  graphTime,
  isReady,
  shownSince,
  type Comment,
  type Page,
  type Photo,
  type Post,
  type Video,
  type World,
} from '#simulators/facebook/world.ts';

// What things look like in answers. Fields after PLATFORMS.md 4 and the SDK's objects; who asks picks among them.

type Json = Record<string, unknown>;

export function postJson(world: World, post: Post): Json {
  const since = shownSince(world, post);
  const app = post.appId === undefined ? undefined : world.apps.get(post.appId);
  const page = world.pages.get(post.pageId);
  const comments = [...world.comments.values()].filter((one) => one.postId === post.id && one.deletedAt === undefined);
  return {
    id: post.id,
    ...(post.message === '' ? {} : { message: post.message }),
    created_time: graphTime(since ?? post.createdAt),
    permalink_url: permalinkOf(world, post),
    status_type: statusTypeOf(post),
    is_published: since !== undefined,
    from: { id: post.pageId, name: page?.name ?? '' },
    ...(since === undefined && post.scheduledFor !== undefined
      ? { scheduled_publish_time: Math.floor(post.scheduledFor / 1000) }
      : {}),
    ...(post.appId === undefined ? {} : { application: { id: post.appId, name: app?.name ?? '' } }),
    ...attachmentsOf(world, post),
    ...(post.shares === 0 ? {} : { shares: { count: post.shares } }),
    comments: { data: [], summary: { order: 'chronological', total_count: comments.length } },
    reactions: { data: [], summary: { total_count: post.reactions } },
  };
}

function statusTypeOf({ kind, link, photoIds }: Post): string {
  if (kind !== 'post') return 'added_video';
  if (photoIds.length > 0) return 'added_photos';
  return link === undefined ? 'mobile_status_update' : 'shared_story';
}

function attachmentsOf(world: World, post: Post): Json {
  const age = world.now() - (shownSince(world, post) ?? post.createdAt);
  if (age < world.behaviour.attachmentsAfterMs) return {};
  const files = [
    ...post.photoIds.map((id) => ({ media_type: 'photo', target: { id } })),
    ...(post.videoId === undefined ? [] : [{ media_type: 'video', target: { id: post.videoId } }]),
    ...(post.link === undefined ? [] : [{ media_type: 'link', target: { url: post.link } }]),
  ];
  if (files.length === 0) return {};
  if (files.length === 1) return { attachments: { data: files } };
  return {
    attachments: { data: [{ media_type: 'album', target: { id: post.pageId }, subattachments: { data: files } }] },
  };
}

/** A video of its own page; reels and stories are videos too. */
export function videoJson(world: World, video: Video): Json {
  const post = video.postId === undefined ? undefined : world.posts.get(video.postId);
  const since = post && shownSince(world, post);
  return {
    id: video.id,
    ...(post?.message ? { description: post.message } : {}),
    created_time: graphTime(since ?? video.createdAt),
    // Without a host, unlike those of posts.
    permalink_url: `/reel/${video.id}/`,
    published: since !== undefined,
    status: videoStatus(world, video, post),
    ...(post && since === undefined && post.scheduledFor !== undefined
      ? { scheduled_publish_time: Math.floor(post.scheduledFor / 1000) }
      : {}),
    ...(post ? { post_id: post.id, ...pick(postJson(world, post), ['comments', 'reactions']) } : {}),
  };
}

function pick(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

function videoStatus(world: World, video: Video, post: Post | undefined): Json {
  const { videoProblem } = world.behaviour;
  const received = video.bytes.length;
  const isWhole = received === video.size;
  const isBroken = post !== undefined && videoProblem !== '';
  const errors = isBroken ? { errors: [{ code: 1_363_008, message: videoProblem }] } : {};
  const state = isBroken ? 'error' : isReady(world, video) ? 'ready' : isWhole ? 'processing' : 'uploading';
  return {
    video_status: post === undefined && isWhole ? 'upload_complete' : state,
    uploading_phase: {
      status: isWhole ? 'complete' : received === 0 ? 'not_started' : 'in_progress',
      bytes_transferred: received,
    },
    processing_phase: {
      status: post === undefined ? 'not_started' : (PROCESSING[state] ?? 'in_progress'),
      ...errors,
    },
    publishing_phase: publishingPhase(world, post, isBroken),
  };
}

/** How far preparing is, by the state of the whole. */
const PROCESSING: Readonly<Record<string, string>> = { error: 'error', ready: 'complete' };

function publishingPhase(world: World, post: Post | undefined, isBroken: boolean): Json {
  if (post === undefined || isBroken || post.isHidden) return { status: 'not_started' };
  const since = shownSince(world, post);
  if (since !== undefined) return { status: 'complete', publish_time: Math.floor(since / 1000) };
  if (post.scheduledFor === undefined) return { status: 'in_progress' };
  return { status: 'scheduled', publish_time: Math.floor(post.scheduledFor / 1000) };
}

export function photoJson(world: World, photo: Photo): Json {
  return {
    id: photo.id,
    created_time: graphTime(photo.createdAt),
    ...(photo.postId === undefined ? {} : { page_story_id: photo.postId }),
    ...(photo.alt === undefined ? {} : { alt_text_custom: photo.alt }),
    images: [{ source: `${world.url}/files/${photo.id}` }],
  };
}

export function commentJson(world: World, comment: Comment): Json {
  const page = world.pages.get(comment.pageId);
  const app = comment.appId === undefined ? undefined : world.apps.get(comment.appId);
  return {
    id: comment.id,
    message: comment.message,
    created_time: graphTime(comment.createdAt),
    permalink_url: `${world.url}/${comment.postId}?comment_id=${comment.id}`,
    from: { id: comment.pageId, name: page?.name ?? '' },
    ...(app === undefined ? {} : { application: { id: app.id, name: app.name } }),
  };
}

/** UNCONFIRMED; after the SDK's objects. */
export function storyJson(world: World, post: Post): Json {
  const [photoId] = post.photoIds;
  return {
    post_id: post.id,
    status: 'PUBLISHED',
    creation_time: String(Math.floor(post.createdAt / 1000)),
    media_type: post.videoId === undefined ? 'photo' : 'video',
    media_id: post.videoId ?? photoId ?? '',
    url: permalinkOf(world, post),
  };
}

/** Where people see it. */
export function permalinkOf(world: World, post: Post): string {
  if (post.kind === 'story') return `${world.url}/stories/${post.id}`;
  return post.videoId === undefined ? `${world.url}/${post.id}` : `${world.url}/reel/${post.videoId}/`;
}

export function pageAddress(world: World, page: Page): string {
  return `${world.url}/${page.username ?? page.id}`;
}
