import type { Segment } from '#shared/posts/post.ts';

/** An address in a text, up to what a sentence puts behind it. */
const ADDRESS = /https?:\/\/[^\s<>"'\u201C\u201D\u2018\u2019]+/iu;
const EVERY_ADDRESS = new RegExp(ADDRESS.source, 'giu');
const BEHIND = /[.,;:!?\u2026)\]}]+$/u;

/** The first web address of a text; `undefined` when it has none. A closing bracket belongs to it only when it was opened in it. */
export function firstLink(text: string): string | undefined {
  const found = ADDRESS.exec(text)?.[0];
  if (found === undefined) return undefined;
  const bare = withoutSentence(found);
  return URL.canParse(bare) ? bare : undefined;
}

/** The text with every web address changed; what a sentence puts behind one stays behind it. */
export function withLinks(text: string, change: (address: string) => string): string {
  return text.replaceAll(EVERY_ADDRESS, (found) => {
    const bare = withoutSentence(found);
    return URL.canParse(bare) ? change(bare) + found.slice(bare.length) : found;
  });
}

function withoutSentence(found: string): string {
  return found.replace(BEHIND, (end) => keptEnd(found, end));
}

/** What the card of a segment is made of: chosen, or the first of the text; none beside files or a poll. */
export function linkOf(segment: Pick<Segment, 'text' | 'media' | 'poll' | 'link'>): string | undefined {
  if (segment.link === 'none' || segment.media.length > 0 || segment.poll !== undefined) return undefined;
  return segment.link ?? firstLink(segment.text);
}

function keptEnd(address: string, end: string): string {
  const isOpened = address.slice(0, -end.length).includes('(') && !address.slice(0, -end.length).includes(')');
  return isOpened && end.startsWith(')') ? ')' : '';
}
