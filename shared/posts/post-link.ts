import { postId, type PostId } from '#shared/ids.ts';

// Links to posts, as people put them into notes, tickets and calendars: `postwright://post/<id>`.

const START = 'postwright://post/';
/** Longer than any link of ours; what is longer is not read at all. */
const LONGEST = 100;

/** The link that opens a post in Postwright, on every computer that has its library. */
export function postLink(post: PostId): string {
  return `${START}${post}`;
}

/** Whether a link says that it leads to a post, whatever stands behind. */
export function isPostLink(link: string): boolean {
  return link.toLowerCase().startsWith('postwright://post');
}

/** The post a link leads to; `undefined` for anything that is not exactly such a link. */
export function postOfLink(link: string): PostId | undefined {
  if (link.length > LONGEST || !link.toLowerCase().startsWith(START)) return undefined;
  // Some systems put a slash behind.
  const id = link.slice(START.length).replace(/\/$/, '');
  return postId.safeParse(id).data;
}
