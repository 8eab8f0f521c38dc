import { z } from 'zod';

// What the columns of a file mean. Names as Publer's template has them (publer.com/help, “What CSV template should I
// use?”: Date, Text, Link(s), Media URL(s), Title, Label(s), Alt text(s), Comment(s), …; before 2025 Message), as Hootsuite's
// bulk composer wants them (date, message, link, without a row of names), and as our own export writes them.

export const FIELDS = [
  'ignore',
  'date',
  'time',
  'zone',
  'text',
  'link',
  'channels',
  'media',
  'media-ids',
  'alt',
  'comment',
  'labels',
  'state',
  'card',
  'poll',
] as const;

/** What a column holds. A second column of one kind is that of the second part of a thread. */
export const field = z.enum(FIELDS);
export type Field = z.infer<typeof field>;

/** The names of our own export, for the first part; those of part 2 are `Text 2`, and so on. */
export const OWN_NAMES = {
  date: 'Date',
  zone: 'Time zone',
  channels: 'Channels',
  state: 'State',
  text: 'Text',
  media: 'Media',
  'media-ids': 'Media ids',
  alt: 'Alt texts',
  card: 'Link card',
  poll: 'Poll',
  comment: 'First comment',
  labels: 'Labels',
} as const satisfies Partial<Record<Field, string>>;

/** Written, and of no use when it is read again. */
export const OWN_EXTRA = { permalink: 'Permalinks', post: 'Post id' } as const;

const NAMES: readonly (readonly [Field, RegExp])[] = [
  ['zone', /^(time ?zone|zone)$/],
  ['date', /^(date|publish date|scheduled? (date|at|for)|date (and|&) time|date ?time|posting time|publish at)$/],
  ['time', /^(time|hour|publish time|scheduled? time)$/],
  ['media-ids', /^media ids?$/],
  ['alt', /^(alt|alt texts?|image alt texts?|media alt texts?|descriptions? of media)$/],
  [
    'media',
    /^(media|media urls?|images?|image urls?|pictures?|picture urls?|photos?|photo urls?|attachments?|files?)$/,
  ],
  ['comment', /^(comments?|first comments?|follow up comments?)$/],
  ['card', /^link card$/],
  ['link', /^(links?|urls?|website|link urls?)$/],
  ['labels', /^(labels?|tags?|categor(y|ies)|campaigns?)$/],
  ['channels', /^(channels?|accounts?|profiles?|social (accounts?|profiles?|networks?)|networks?|pages?)$/],
  ['poll', /^polls?$/],
  ['state', /^(state|status)$/],
  ['text', /^(texts?|messages?|posts? text|posts? content|content|captions?|copy|body|tweet|posts?)$/],
];

/** What the names of a first row mean, column by column; unknown ones are `ignore`. */
export function fieldsOf(names: readonly string[]): Field[] {
  return names.map((name) => {
    const plain = plainName(name);
    return NAMES.find(([, known]) => known.test(plain))?.[0] ?? 'ignore';
  });
}

/** The file is one of ours: then cells are read exactly as they were written. */
export function isOwnExport(names: readonly string[]): boolean {
  const trimmed = new Set(names.map((name) => name.trim()));
  return [OWN_NAMES.date, OWN_NAMES.zone, OWN_NAMES['media-ids'], OWN_EXTRA.permalink].every((name) =>
    trimmed.has(name),
  );
}

/** Whether a first row is names and not a post: it names a text or a date, and holds no date itself. */
export function isHeader(names: readonly string[], isDate: (cell: string) => boolean): boolean {
  const fields = fieldsOf(names);
  return (fields.includes('text') || fields.includes('date') || fields.includes('media')) && !names.some(isDate);
}

/** Without a row of names: as Hootsuite orders them (date, message, link), told by what stands in the first row. */
export function fieldsWithoutNames(cells: readonly string[], isDate: (cell: string) => boolean): Field[] {
  const date = cells.findIndex(isDate);
  let isTextFound = false;
  return cells.map((cell, at): Field => {
    if (at === date) return 'date';
    if (/^https?:\/\/\S+$/.test(cell.trim()) && isTextFound) return 'link';
    if (isTextFound) return 'ignore';
    isTextFound = true;
    return 'text';
  });
}

/** `Media URL(s) - separated by comma` is `media urls`; `Text 2` is `text`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/\((s|es)\)/g, '$1')
    .replace(/(\s[-–:]\s|\().*$/s, '')
    .replaceAll(/[_\-*]+/g, ' ')
    .replace(/\s\d+$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
