import tlds from 'tlds' with { type: 'json' };
import { never } from '#shared/assert.ts';
import { utf8BytesIn } from '#shared/platforms/bluesky/text-length.ts';
import { graphemesIn } from '#shared/posts/graphemes.ts';

// Links, mentions and tags of a text, as Bluesky wants them: without a facet nothing can be clicked
// (PLATFORMS.md 7.2). Finds what `RichText` of @atproto/api finds (a test holds the two together), without the
// 900 kB it brings, and is stricter where that one makes a record that is refused or links too much: see
// facets.test.ts.

/** One stretch of text, counted in UTF-8 bytes, end exclusive. A type, not an interface: it is kept as a step's result. */
export type Facet = {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly [Feature];
};

type Feature =
  | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
  | { readonly $type: 'app.bsky.richtext.facet#mention'; readonly did: string }
  | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string };

/** Something found in a text, counted as JavaScript counts. */
export type Spot = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'link'; readonly uri: string }
  | { readonly kind: 'mention'; readonly handle: string }
  | { readonly kind: 'tag'; readonly tag: string }
);

/** Everything that can be clicked, in the order of the text. Nothing overlaps. */
export function spotsIn(text: string): readonly Spot[] {
  return [...linksIn(text), ...mentionsIn(text), ...tagsIn(text), ...cashtagsIn(text)].toSorted(
    (a, b) => a.start - b.start,
  );
}

/** The facets of `text`; a mention whose handle is not in `dids` stays plain text. */
export function facetsOf(text: string, dids: ReadonlyMap<string, string>): readonly Facet[] {
  return spotsIn(text).flatMap((spot) => {
    const feature = featureOf(spot, dids);
    return feature ? [{ index: bytesOf(text, spot), features: [feature] as const }] : [];
  });
}

function featureOf(spot: Spot, dids: ReadonlyMap<string, string>): Feature | undefined {
  switch (spot.kind) {
    case 'link':
      return { $type: 'app.bsky.richtext.facet#link', uri: spot.uri };
    case 'tag':
      return { $type: 'app.bsky.richtext.facet#tag', tag: spot.tag };
    case 'mention': {
      const did = dids.get(spot.handle);
      return did === undefined ? undefined : { $type: 'app.bsky.richtext.facet#mention', did };
    }
    default:
      return never(spot);
  }
}

function bytesOf(text: string, spot: Spot): Facet['index'] {
  const byteStart = utf8BytesIn(text.slice(0, spot.start));
  return { byteStart, byteEnd: byteStart + utf8BytesIn(text.slice(spot.start, spot.end)) };
}

/** What may stand right before a link or a mention: nothing, a space, an opening bracket or quote. */
const OPENING = String.raw`(?<=^|[\s([{<"'“‘«‹„])`;
/** Not the middle of a word or of an e-mail address. */
const CLOSING = String.raw`(?![\p{L}\p{N}_@])`;
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const DOMAIN = String.raw`(?:${LABEL}\.)+${LABEL}`;
/** What a link can be made of. Quotes, angle brackets and invisible spaces end it. */
const LINK_CHARACTER = String.raw`[^\s<>"“”«»\u200B-\u200D\u2060]`;

const WRITTEN_OUT = new RegExp(`${OPENING}https?://${LINK_CHARACTER}+`, 'giu');
const BARE_DOMAIN = new RegExp(
  `${OPENING}(?<domain>${DOMAIN})${CLOSING}(?::\\d{1,5}${CLOSING})?(?:[/?#]${LINK_CHARACTER}*)?`,
  'giu',
);

function linksIn(text: string): Spot[] {
  const writtenOut = [...text.matchAll(WRITTEN_OUT)].flatMap((match): Spot[] => {
    const uri = withoutTrailingPunctuation(match[0]);
    // `http://` and a host: anything less would have the whole record refused.
    if (!/^https?:\/\/[^\s/?#]*[\p{L}\p{N}]/iu.test(uri)) return [];
    return [{ kind: 'link', uri, start: match.index, end: match.index + uri.length }];
  });
  const bare = [...text.matchAll(BARE_DOMAIN)].flatMap((match): Spot[] => {
    const domain = match.groups?.['domain'] ?? '';
    // 7.am is a time of day, not a site in Armenia.
    if (!isDomain(domain) || /^\d+\.[a-z]+$/i.test(domain)) return [];
    const shown = withoutTrailingPunctuation(match[0]);
    return [{ kind: 'link', uri: `https://${shown}`, start: match.index, end: match.index + shown.length }];
  });
  return [...writtenOut, ...bare];
}

/** A full stop, a comma or a bracket after a link belongs to the sentence, unless the bracket was opened in the link. */
function withoutTrailingPunctuation(link: string): string {
  let kept = link;
  while (/[.,;:!?'’…]$/.test(kept) || closesWhatItNeverOpened(kept)) kept = kept.slice(0, -1);
  return kept;
}

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function closesWhatItNeverOpened(link: string): boolean {
  const closer = link.at(-1) ?? '';
  const opener = OPENERS[closer];
  return opener !== undefined && link.split(opener).length < link.split(closer).length;
}

const MENTION = new RegExp(`${OPENING}@(?<handle>${DOMAIN})${CLOSING}`, 'giu');
const LONGEST_HANDLE = 253;

function mentionsIn(text: string): Spot[] {
  return [...text.matchAll(MENTION)].flatMap((match): Spot[] => {
    const handle = (match.groups?.['handle'] ?? '').toLowerCase();
    // `.test` is what handles of servers under test end in; no real handle can.
    if (handle.length > LONGEST_HANDLE || !(isDomain(handle) || handle.endsWith('.test'))) return [];
    return [{ kind: 'mention', handle, start: match.index, end: match.index + match[0].length }];
  });
}

/** A tag has something besides digits and punctuation (@atproto/api, rich-text/util.ts). U+FE0F after `#` makes it an emoji. */
const INVISIBLE = String.raw`\u00AD\u2060\u200A\u200B\u200C\u200D\u20E2`;
const TAG = new RegExp(
  String.raw`(?<=^|\s)[#＃](?<tag>(?!\uFE0F)[^\s${INVISIBLE}]*[^\d\s\p{P}${INVISIBLE}][^\s${INVISIBLE}]*)`,
  'gu',
);
/** `app.bsky.richtext.facet#tag`: 64 characters and 640 bytes. */
const LONGEST_TAG = { graphemes: 64, bytes: 640 };

function tagsIn(text: string): Spot[] {
  return [...text.matchAll(TAG)].flatMap((match): Spot[] => {
    const tag = (match.groups?.['tag'] ?? '').replace(/\p{P}+$/u, '');
    if (tag === '' || graphemesIn(tag) > LONGEST_TAG.graphemes || utf8BytesIn(tag) > LONGEST_TAG.bytes) return [];
    return [{ kind: 'tag', tag, start: match.index, end: match.index + 1 + tag.length }];
  });
}

/** `$AAPL` is a tag too, kept in capitals with its `$` (@atproto/api, rich-text/detection.ts). */
const CASHTAG = /(?<=^|\s|\()\$(?<ticker>[A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)"'’])/gu;

function cashtagsIn(text: string): Spot[] {
  return [...text.matchAll(CASHTAG)].map((match) => ({
    kind: 'tag',
    tag: match[0].toUpperCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const TOP_LEVEL: ReadonlySet<string> = new Set(tlds);

function isDomain(name: string): boolean {
  return TOP_LEVEL.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}
