import { escaped } from '#simulators/page/html.ts';

// What a Mastodon server makes of the text of a status: its length and its HTML. Written after the server's own
// validator (PLATFORMS.md 8.3) and apart from shared/platforms/mastodon/rules.ts, so that each checks the other.

interface Entity {
  readonly at: number;
  readonly end: number;
  readonly kind: 'link' | 'mention' | 'tag';
  readonly written: string;
}

// The server's own pattern, piece by piece: a scheme and a host with a dot; a path of what is neither white space nor a
// bracket that is not closed, and that does not end like a sentence; a query.
const GENERAL = String.raw`[^\p{White_Space}<>()?]`;
const BALANCED = String.raw`\((?:${GENERAL}+|${GENERAL}*\(${GENERAL}+\)${GENERAL}*)\)`;
const ENDING = String.raw`(?:[^\p{White_Space}()?!*"'「」<>;:=,.$%\[\]~&\|@]|${BALANCED})`;
const PATH = String.raw`\/(?:${GENERAL}*(?:${BALANCED}${GENERAL}*)*${ENDING}|${GENERAL}+\/)*`;
const QUERY = String.raw`\?[a-z0-9!?*'\(\);:&=+$\/%#\[\]\-_.,~\|@\^\u{A0}-\u{10FFFD}]*[a-z0-9_&=#\/\-\u{A0}-\u{10FFFD}]`;
const HOST = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?\.\p{L}[\p{L}\p{M}]+(?![a-z0-9@+-])`;
const LINK = new RegExp(String.raw`(?<![a-z0-9@＠$#＃])https?:\/\/${HOST}(?::\d+)?(?:${PATH})?(?:${QUERY})?`, 'giu');
// Ruby's [[:word:]].
const WORD = String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`;
const MENTION = new RegExp(
  String.raw`(?<![=/${WORD}])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[${WORD}]+(?:[.-]+[${WORD}]+)*)?`,
  'giu',
);
const TAG = /(?<![\p{L}\p{N}_/&#])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu;
const LONGEST_LINK = 4096;
const LONGEST_DOMAIN = 253;

/** Graphemes, with every link as `perLink` characters and of `@user@host` only `@user`. */
export function countableLength(text: string, spoilerText: string, perLink: number): number {
  const counted = rewrite(text, countedEntitiesOf(text), (entity) => {
    if (entity.kind === 'link') return 'x'.repeat(perLink);
    return entity.kind === 'mention' ? `@${entity.written.split('@')[1] ?? ''}` : entity.written;
  });
  return [...new Intl.Segmenter().segment(spoilerText + counted)].length;
}

/** Paragraphs, line breaks, links, tags, and mentions of people `profileOf` knows. */
export function htmlOf(text: string, home: string, profileOf: (name: string) => string | undefined): string {
  if (text === '') return '';
  const inside = rewrite(
    text,
    entitiesOf(text),
    (entity) => {
      if (entity.kind === 'link') return linkHtml(entity.written);
      if (entity.kind === 'tag') return tagHtml(entity.written, home);
      const profile = profileOf(entity.written.slice(1));
      return profile === undefined ? escaped(entity.written) : mentionHtml(entity.written, profile);
    },
    escaped,
  );
  const paragraphs = inside.replaceAll('\r\n', '\n').split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`).join('');
}

export function tagsOf(text: string): readonly string[] {
  return entitiesOf(text).flatMap((entity) => (entity.kind === 'tag' ? [entity.written.slice(1)] : []));
}

function rewrite(
  text: string,
  entities: readonly Entity[],
  ofEntity: (entity: Entity) => string,
  ofRest = (rest: string): string => rest,
): string {
  let written = '';
  let from = 0;
  for (const entity of entities) {
    written += ofRest(text.slice(from, entity.at)) + ofEntity(entity);
    from = entity.end;
  }
  return written + ofRest(text.slice(from));
}

function entitiesOf(text: string): readonly Entity[] {
  return apart([...countedEntitiesOf(text), ...matches(text, TAG, 'tag')]);
}

/** Tags are not looked for when the length is counted. */
function countedEntitiesOf(text: string): readonly Entity[] {
  return apart([
    ...matches(text, LINK, 'link').filter((link) => link.written.length <= LONGEST_LINK),
    ...matches(text, MENTION, 'mention').filter((mention) => isMention(mention, text)),
  ]);
}

/** In order, and of two that overlap the one that begins first. */
function apart(entities: readonly Entity[]): readonly Entity[] {
  const kept: Entity[] = [];
  for (const entity of entities.toSorted((a, b) => a.at - b.at)) {
    if (entity.at >= (kept.at(-1)?.end ?? 0)) kept.push(entity);
  }
  return kept;
}

function isMention({ written, end }: Entity, text: string): boolean {
  return (written.split('@')[2] ?? '').length <= LONGEST_DOMAIN && !/^(?:@|＠|:\/\/)/.test(text.slice(end, end + 3));
}

function matches(text: string, pattern: RegExp, kind: Entity['kind']): Entity[] {
  return [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    kind,
    written: match[0],
  }));
}

/** The scheme and the tail are there for screen readers and copying; people see the middle. */
function linkHtml(url: string): string {
  const scheme = /^https?:\/\/(?:www\.)?/.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const shown = rest.slice(0, 30);
  const cut = rest.slice(30);
  return (
    `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener" translate="no">` +
    `<span class="invisible">${escaped(scheme)}</span><span class="${cut ? 'ellipsis' : ''}">${escaped(shown)}</span>` +
    `<span class="invisible">${escaped(cut)}</span></a>`
  );
}

function tagHtml(tag: string, home: string): string {
  const name = tag.slice(1);
  return `<a href="${home}/tags/${encodeURIComponent(name.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${escaped(name)}</span></a>`;
}

function mentionHtml(mention: string, profile: string): string {
  const name = mention.split('@')[1] ?? '';
  return `<span class="h-card" translate="no"><a href="${profile}" class="u-url mention">@<span>${escaped(name)}</span></a></span>`;
}
