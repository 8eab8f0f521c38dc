import { graphemesIn } from '#shared/posts/graphemes.ts';

// How long a Mastodon server finds a text (PLATFORMS.md 8.3): characters as people see them, with every link at a
// fixed length and of a mention of somebody elsewhere, @user@host, only @user. It runs at every keystroke.

/**
 * Characters as the server counts them, each link as `perLink`, those of the content warning as they are. White space
 * at both ends is stripped by the server.
 */
export function countedLength(text: string, perLink: number, warning = ''): number {
  return graphemesIn(stripped(warning) + shortened(stripped(text), '-'.repeat(perLink)));
}

function stripped(text: string): string {
  return text.replace(/^[\0\t\n\v\f\r ]+/, '').replace(/[\0\t\n\v\f\r ]+$/, '');
}

interface Shortened {
  readonly at: number;
  readonly end: number;
  readonly counted: string;
}

/** The text with links and mentions as the server counts them; of two that overlap the one that begins first. */
function shortened(text: string, link: string): string {
  const found = [...linksIn(text, link), ...mentionsIn(text)].toSorted((a, b) => a.at - b.at);
  let counted = '';
  let from = 0;
  for (const one of found) {
    if (one.at < from) continue;
    counted += text.slice(from, one.at) + one.counted;
    from = one.end;
  }
  return counted + text.slice(from);
}

// Mastodon's link rule: a scheme it knows, not in the middle of a word, and a host with a dot and letters at its end.
// @NOTE the server also wants a top-level domain that exists; without that list, a link to `host.internal` counts as
// a link here and in full there. The server then refuses the text, and says why.
const HOST = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)`;
const LINK = new RegExp(
  String.raw`(?<![A-Za-z0-9@＠$#＃])(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/${HOST}(?![A-Za-z0-9@+-])(?::\d+)?`,
  'giu',
);
// What follows the host; brackets count as part of it only where they are closed again.
const PATH = /\/(?:[^\s<>()?]|\((?:[^\s<>()?]+|[^\s<>()?]*\([^\s<>()?]+\)[^\s<>()?]*)\))*/y;
const QUERY = /\?[a-z0-9!?*'();:&=+$/%#[\]\-_.,~|@^\u{A0}-\u{10FFFD}]*[a-z0-9_&=#/\-\u{A0}-\u{10FFFD}]/iuy;
const NOT_AT_PATH_END = /[!*"'「」;:=,.$%[\]~&|@]+$/u;
/** A longer one is not made a link, so it counts in full. */
const LONGEST_LINK = 4096;

function linksIn(text: string, counted: string): Shortened[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(LINK)].flatMap((match) => {
    const end = endOfLink(text, match.index + match[0].length);
    return end - match.index <= LONGEST_LINK ? [{ at: match.index, end, counted }] : [];
  });
}

function endOfLink(text: string, endOfHost: number): number {
  const path = matchAt(PATH, text, endOfHost).replace(NOT_AT_PATH_END, '');
  const endOfPath = endOfHost + path.length;
  return endOfPath + matchAt(QUERY, text, endOfPath).length;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** What Ruby calls a word character. */
const WORD = String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`;
const MENTION = new RegExp(
  String.raw`(?<![=/${WORD}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@([${WORD}]+(?:[.-]+[${WORD}]+)*)`,
  'giu',
);
const NOT_AFTER_MENTION = /[@＠]|:\/\//y;
/** Longer than any domain can be, so no mention. */
const LONGEST_DOMAIN = 253;

function mentionsIn(text: string): Shortened[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const [whole, user = '', domain = ''] = match;
    const end = match.index + whole.length;
    const isMention = domain.length <= LONGEST_DOMAIN && matchAt(NOT_AFTER_MENTION, text, end) === '';
    return isMention ? [{ at: match.index, end, counted: `@${user}` }] : [];
  });
}
