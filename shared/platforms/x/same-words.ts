import { isSameText } from '#shared/platforms/same-text.ts';
import type { LinkEntity } from '#shared/platforms/x/wire.ts';

interface Written {
  readonly text: string;
  readonly entities: readonly LinkEntity[];
}

/**
 * Whether X's text is what was sent. X shortens every link to t.co, adds one for the files, and writes `&`, `<` and `>`
 * as HTML does (PLATFORMS.md 1.5).
 */
export function isSameWords(atX: Written, sent: string): boolean {
  const expanded = withLinksAsSent(atX, sent.normalize('NFC'));
  return isSameText(expanded, sent) || isSameText(withoutHtml(expanded), sent);
}

const SHORT_LINK = /https?:\/\/t\.co\/\w+/g;
/** The page of a post's own pictures or film. */
const OWN_MEDIA = /\/status\/\d+\/(?:photo|video)\/\d+$/;

function withLinksAsSent({ text, entities }: Written, sent: string): string {
  let searchFrom = 0;
  return text.replaceAll(SHORT_LINK, (short: string) => {
    const link = entities.find(({ url }) => url === short);
    if (!link) return short;
    if (link.media_key || OWN_MEDIA.test(link.expanded_url ?? '')) return '';
    const typed = asTyped(link, sent, searchFrom);
    searchFrom = typed.end;
    return typed.link;
  });
}

/** How the link stands in the text that was sent: X writes a scheme where there was none, and a short link stays one. */
function asTyped(link: LinkEntity, sent: string, from: number): { readonly link: string; readonly end: number } {
  const expanded = link.expanded_url ?? link.url;
  const full = [link.url, expanded, decoded(expanded)].flatMap((form) => [form, form.replace(/\/$/, '')]);
  const forms = [...full, ...full.map((form) => form.replace(/^https?:\/\//, ''))].filter((form) => form !== '');
  const lower = sent.toLowerCase();
  const found = forms
    .map((form) => ({ at: lower.indexOf(form.toLowerCase(), from), length: form.length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.length - a.length)[0];
  if (!found) return { link: expanded, end: from };
  const end = found.at + found.length;
  return { link: sent.slice(found.at, end), end };
}

function decoded(link: string): string {
  try {
    return decodeURI(link);
  } catch (_expected) {
    // A stray percent sign; then it stands in the text as it is.
    return link;
  }
}

function withoutHtml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
