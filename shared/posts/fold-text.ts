import { withLinks } from '#shared/posts/first-link.ts';

/** Where a network shows only the beginning of a text until a reader asks for the rest. */
export interface Fold {
  /** In the network's own measure. */
  readonly after: number;
  readonly lines?: number;
  /** What the network says there: `Show more`. */
  readonly says: string;
  /** The network publishes no number: it is what people see there, on a telephone, and may be a little off. */
  readonly isAbout?: true;
}

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What is shown before the fold; `undefined` where all of it is. */
export function beforeFold(
  text: string,
  { after, lines }: Fold,
  measure: (text: string) => number,
): string | undefined {
  const byLines = lines === undefined ? text : text.split('\n').slice(0, lines).join('\n');
  if (byLines.length === text.length && measure(text) <= after) return undefined;
  let end = 0;
  for (const { index, segment } of CHARACTERS.segment(byLines)) {
    const next = index + segment.length;
    // Measuring every beginning would take its time; a character is at most two and at least nothing.
    if (next > after / 2 && measure(byLines.slice(0, next)) > after) break;
    end = next;
  }
  return byLines.slice(0, end).trimEnd();
}

/** Most characters of an address that is shown in short. */
const SHORT_LINK = 26;

/** The text with its addresses as networks show them that put a short one in their place: `mill.example/a/rather/lo…`. */
export function withShortLinks(text: string): string {
  return withLinks(text, (address) => {
    const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
    return bare.length <= SHORT_LINK ? bare : `${bare.slice(0, SHORT_LINK - 1)}…`;
  });
}
