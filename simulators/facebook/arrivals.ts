import { createHash } from 'node:crypto';
import { permalinkOf } from '#simulators/facebook/graph-json.ts';
import { shownSince, type Photo, type Post, type Video, type World } from '#simulators/facebook/world.ts';
import type { ArrivedMedia, ArrivedPost } from '#simulators/network.ts';

/** Every post and comment that people can see or could, oldest first, and what waits in the scheduler. */
export function arrivedIn(world: World): ArrivedPost[] {
  const posts = [...world.posts.values()]
    .filter((post) => !isBroken(world, post))
    .map((post) => arrivedPost(world, post));
  const comments = [...world.comments.values()].map((comment): ArrivedPost => {
    const under = world.posts.get(comment.postId);
    return {
      id: comment.id,
      account: nameOf(world, comment.pageId),
      kind: 'comment',
      text: comment.message,
      parentId: under?.videoId ?? comment.postId,
      media: [],
      at: comment.createdAt,
      isRemoved: comment.deletedAt !== undefined || under?.deletedAt !== undefined,
      url: under ? permalinkOf(world, under) : world.url,
    };
  });
  return [...posts, ...comments].toSorted((a, b) => a.at - b.at);
}

/** A video that Facebook could not use: nobody ever sees it. */
function isBroken(world: World, { videoId }: Post): boolean {
  return videoId !== undefined && world.behaviour.videoProblem !== '';
}

function arrivedPost(world: World, post: Post): ArrivedPost {
  const photos = post.photoIds.flatMap((id) => world.photos.get(id) ?? []);
  const video = world.videos.get(post.videoId ?? '');
  const since = shownSince(world, post);
  const waitsFor = since === undefined ? post.scheduledFor : undefined;
  return {
    // Videos and reels go by their own id, as in the answers that made them.
    id: post.kind === 'story' ? post.id : (post.videoId ?? post.id),
    account: nameOf(world, post.pageId),
    kind: post.kind,
    text: post.message,
    media: [...photos, ...(video ? [video] : [])].map((file) => arrivedFile(world, file)),
    ...(post.link === undefined ? {} : { link: post.link }),
    at: since ?? post.createdAt,
    ...(waitsFor === undefined ? {} : { scheduledFor: waitsFor }),
    isRemoved: post.deletedAt !== undefined,
    url: permalinkOf(world, post),
  };
}

function arrivedFile(world: World, file: Photo | Video): ArrivedMedia {
  return {
    mimeType: file.mimeType,
    description: 'alt' in file ? file.alt : undefined,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    url: `${world.url}/files/${file.id}`,
  };
}

function nameOf(world: World, pageId: string): string {
  return world.pages.get(pageId)?.name ?? '';
}
