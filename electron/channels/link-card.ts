import { Parser } from 'htmlparser2';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { LinkCard } from '#shared/platforms/platform.ts';
import { publicReader, type PublicReading } from '#electron/channels/public-reader.ts';

// Networks that make no cards themselves get one from us: title, description and picture that a page names in its head
// (Open Graph, ogp.me).

const LONGEST_TITLE = 300;
const LONGEST_DESCRIPTION = 1_000;

/** Reads a page for its card; `undefined` where it says nothing about itself, or cannot or may not be read. */
export function linkCards(deps: PublicReading): (url: string) => Promise<LinkCard | undefined> {
  const read = publicReader(deps);
  return cardOf;

  async function cardOf(url: string): Promise<LinkCard | undefined> {
    const page = await read(url, 'text/html,application/xhtml+xml');
    if (page === undefined || !/html/.test(page.answer.headers['content-type'] ?? '')) return undefined;
    const said = headOf(textOf(page.answer));
    const title = tidy(said.get('og:title') ?? said.get('twitter:title') ?? said.get('title') ?? '', LONGEST_TITLE);
    if (title === '') return undefined;
    const description = said.get('og:description') ?? said.get('twitter:description') ?? said.get('description') ?? '';
    const picture = await pictureOf(said.get('og:image') ?? said.get('twitter:image'), page.url);
    return { url, title, description: tidy(description, LONGEST_DESCRIPTION), ...(picture && { picture }) };
  }

  async function pictureOf(named: string | undefined, page: string): Promise<LinkCard['picture']> {
    if (named === undefined || !URL.canParse(named, page)) return undefined;
    const found = await read(new URL(named, page).href, 'image/jpeg,image/png,image/webp');
    const bytes = found?.answer.bytes;
    const type = bytes && typeOf(bytes);
    return bytes && type ? { bytes, type } : undefined;
  }
}

/** What a page's head says, by name: `title`, `description`, `og:…`, `twitter:…`. The first of a name counts. */
function headOf(html: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  let title: string | undefined;
  const keep = (name: string | undefined, value: string | undefined): void => {
    const key = name?.trim().toLowerCase();
    if (key && value !== undefined && value.trim() !== '' && !said.has(key)) said.set(key, value);
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'meta') keep(attributes['property'] ?? attributes['name'], attributes['content']);
      if (name === 'title' && title === undefined) title = '';
      if (name === 'body') parser.pause();
    },
    ontext: (text) => {
      if (title !== undefined && !said.has('title')) title += text;
    },
    onclosetag: (name) => {
      if (name === 'title') keep('title', title);
    },
  });
  parser.write(html);
  parser.end();
  return said;
}

/** In the character set the server names, or the page in its first bytes; UTF-8 otherwise. */
function textOf(answer: HttpAnswer): string {
  const bytes = answer.bytes ?? new Uint8Array();
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label =
    /charset=["']?([\w-]+)/i.exec(answer.headers['content-type'] ?? '') ?? /charset=["']?([\w-]+)/i.exec(start);
  try {
    return new TextDecoder(label?.[1] ?? 'utf-8').decode(bytes);
  } catch (_expected) {
    // A character set nobody knows.
    return new TextDecoder().decode(bytes);
  }
}

function tidy(text: string, longest: number): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length <= longest ? line : `${[...line].slice(0, longest - 1).join('')}…`;
}

/** By the file's own first bytes, whatever the server calls it. */
function typeOf(bytes: Uint8Array): string | undefined {
  const start = [...bytes.subarray(0, 12)];
  const begins = (...signature: number[]): boolean => signature.every((byte, at) => start[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  const isWebp = begins(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...start.slice(8, 12)) === 'WEBP';
  return isWebp ? 'image/webp' : undefined;
}
