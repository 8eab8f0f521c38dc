import { createHash } from 'node:crypto';

// How X reads a text (PLATFORMS.md 1.3), written from its rules and without its library: what is counted, what becomes a
// link, and what it makes of one.

const TOP_LEVEL = 'com|org|net|edu|gov|info|biz|io|co|app|dev|example|de|jp|uk|fr|eu|md|me|ai|news|shop|online';
const LINK = new RegExp(
  String.raw`(?<![@\w./-])(?:https?:\/\/)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:${TOP_LEVEL})(?![a-z0-9-])(?::\d+)?(?:\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*[\w\-~/#=&%+])?\/?(?:\?[\w\-.~:/?[\]@!$&'()*+,;=%]*[\w\-~/=&%])?`,
  'giu',
);

/** Every emoji a person sees as one, of the Unicode that this program knows. */
const EMOJI = /\p{RGI_Emoji}/gv;
const LIGHT: readonly (readonly [from: number, to: number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const LINK_WEIGHS = 23;
const CASHTAG = /(?<![\w$])\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?![\w$])/gi;

export function linksIn(text: string): readonly { readonly at: number; readonly link: string }[] {
  return [...text.matchAll(LINK)].map((match) => ({ at: match.index, link: match[0] }));
}

/** Weighted characters, against 280. */
export function weightOf(text: string): number {
  const normal = text.normalize('NFC');
  const links = linksIn(normal);
  const rest = links
    .toReversed()
    .reduce((left, { at, link }) => left.slice(0, at) + left.slice(at + link.length), normal);
  const emoji = [...rest.matchAll(EMOJI)].filter(([one]) => /\P{ASCII}/u.test(one));
  const letters = rest.replaceAll(EMOJI, (one) => (/\P{ASCII}/u.test(one) ? '' : one));
  const weight = [...letters].reduce((sum, letter) => sum + (isLight(letter.codePointAt(0) ?? 0) ? 1 : 2), 0);
  return weight + emoji.length * 2 + links.length * LINK_WEIGHS;
}

function isLight(code: number): boolean {
  return LIGHT.some(([from, to]) => code >= from && code <= to);
}

export function cashtagsIn(text: string): number {
  return [...text.matchAll(CASHTAG)].length;
}

export interface ShortenedLink {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly expanded_url: string;
  readonly display_url: string;
}

/** The text as X keeps it: every link as t.co, and `&`, `<`, `>` as HTML writes them. */
export function shortened(text: string): { readonly text: string; readonly urls: readonly ShortenedLink[] } {
  const urls: ShortenedLink[] = [];
  let kept = '';
  let from = 0;
  for (const { at, link } of linksIn(text)) {
    kept += escaped(text.slice(from, at));
    const url = shortFor(link);
    const expanded = /^https?:/i.test(link) ? link : `http://${link}`;
    const start = [...kept].length;
    urls.push({
      start,
      end: start + url.length,
      url,
      expanded_url: expanded,
      display_url: expanded.replace(/^https?:\/\//, ''),
    });
    kept += url;
    from = at + link.length;
  }
  return { text: kept + escaped(text.slice(from)), urls };
}

/** The same address is always the same t.co; one that is short already stays. */
export function shortFor(link: string): string {
  if (/^https?:\/\/t\.co\/\w+$/.test(link)) return link;
  return `https://t.co/${createHash('sha256').update(link).digest('hex').slice(0, 10)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
