// “little text”, the format of `commentary` (PLATFORMS.md 2.2): fourteen characters mean something and are escaped with
// a backslash, or LinkedIn silently cuts the text at them. Hashtags and mentions are written so that they become links.

const RESERVED = /[\\|{}@[\]()<>#*_~]/g;

/** `@[Exact Name](urn:li:organization:123)`: how a person writes a mention. */
const MENTION = String.raw`@\[([^\[\]\n]+)\]\((urn:li:(?:organization|person):[\w-]+)\)`;
/** A hashtag begins a word and has a letter: neither `C#`, nor `#1`, nor the end of an address. */
const HASHTAG = String.raw`(?<=^|[\s([{"'“‘«¡¿])#(?=[\p{N}_]*\p{L})([\p{L}\p{M}\p{N}_]+)`;
const ELEMENTS = new RegExp(`${MENTION}|${HASHTAG}`, 'gu');

/** A text as `commentary` wants it. */
export function littleText(text: string): string {
  let little = '';
  let from = 0;
  for (const found of text.matchAll(ELEMENTS)) {
    const [whole, name, urn, tag] = found;
    little += escaped(text.slice(from, found.index));
    little += tag === undefined ? `@[${escaped(name ?? '')}](${urn})` : hashtag(tag);
    from = found.index + whole.length;
  }
  return little + escaped(text.slice(from));
}

/** The text that a `commentary` stands for, mentions as a person writes them. Hashtags come back as templates. */
export function plainText(little: string): string {
  return little
    .replaceAll(/\{hashtag\|\\?[#＃]\|((?:\\.|[^}])*)\}/g, '#$1')
    .replaceAll(/\\([\\|{}@[\]()<>#*_~])/g, '$1');
}

/** A text for where nothing means anything (a comment): mentions are only their names. */
export function withoutMentions(text: string): string {
  return text.replaceAll(new RegExp(MENTION, 'gu'), '$1');
}

/** `_` is reserved even in a hashtag; the template can hold it escaped. */
function hashtag(tag: string): string {
  return tag.includes('_') ? `{hashtag|\\#|${escaped(tag)}}` : `#${tag}`;
}

function escaped(text: string): string {
  return text.replaceAll(RESERVED, String.raw`\$&`);
}
