// How LinkedIn reads “little text” (PLATFORMS.md 2.2): an escape, a mention, a hashtag, or plain; at anything reserved that
// is none of these the text is silently cut.

const PIECE =
  /\\([\\|{}@[\]()<>#*_~])|@\[((?:\\.|[^\]\\])*)\]\((urn:li:[^)]+)\)|\{hashtag\|\\?#\|((?:\\.|[^}\\])*)\}|#([\p{L}\p{N}]+)|([^\\|{}@[\]()<>#*_~])/uy;

/** A text, taken apart. */
export interface ReadText {
  /** As people see it. */
  readonly shown: string;
  readonly hashtags: readonly string[];
  readonly mentions: readonly string[];
  /** As the API gives it back: hashtags are templates. */
  readonly stored: string;
}

export function readLittleText(little: string): ReadText {
  let [shown, stored] = ['', ''];
  const hashtags: string[] = [];
  const mentions: string[] = [];
  PIECE.lastIndex = 0;
  for (let found = PIECE.exec(little); found !== null; found = PIECE.exec(little)) {
    const [whole, escape, name, urn, template, tag, plain] = found;
    const hashtag = tag ?? (template === undefined ? undefined : unescaped(template));
    shown += hashtag === undefined ? (escape ?? plain ?? unescaped(name ?? '')) : `#${hashtag}`;
    stored += tag === undefined ? whole : `{hashtag|\\#|${tag}}`;
    if (hashtag !== undefined) hashtags.push(hashtag);
    if (urn !== undefined) mentions.push(urn);
  }
  return { shown, hashtags, mentions, stored };
}

/** What the site makes of a text that somebody typed there. */
export function typedText(text: string): string {
  return text.replaceAll(/[\\|{}@[\]()<>#*_~]/g, String.raw`\$&`).replaceAll(/(^|\s)\\#(?=[\p{L}\p{N}])/gu, '$1#');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gu, '$1');
}
