import { firstLink } from '#shared/posts/first-link.ts';

// What Instagram counts in a caption besides its length (PLATFORMS.md 5.3).

/** A hash sign, wide ones included, with a letter, digit or underscore behind it; each counts, repeated ones too. */
const HASHTAG = /[#\uFF03][\p{L}\p{M}\p{N}_]/gu;
/** An at sign with a name behind it, and not the middle of an e-mail address. */
const MENTION = /(?<![\p{L}\p{N}._%+-])@[A-Za-z0-9_.]*[A-Za-z0-9_]/gu;
/** What a person would take for a link without its `https://`. */
const BARE_LINK = /(?<![\p{L}\p{N}@.])www\.[\p{L}\p{N}-]+\.\p{L}{2,}/iu;

export function hashtagsIn(text: string): number {
  return text.match(HASHTAG)?.length ?? 0;
}

export function mentionsIn(text: string): number {
  return text.match(MENTION)?.length ?? 0;
}

/** Whether somebody would want to click something here. */
export function hasLink(text: string): boolean {
  return firstLink(text) !== undefined || BARE_LINK.test(text);
}
