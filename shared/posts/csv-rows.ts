import { z } from 'zod';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { channelId, type ChannelId } from '#shared/ids.ts';
import { listedFiles, listedTexts, splitCell, undefused } from '#shared/posts/csv-cells.ts';
import { field, type Field } from '#shared/posts/csv-columns.ts';
import { readDate } from '#shared/posts/csv-dates.ts';
import { poll as pollSchema, type Poll } from '#shared/posts/poll.ts';
import { SEGMENT_TEXT_MAX } from '#shared/posts/post.ts';
import type { RowProblem, RowProblemCode } from '#shared/posts/row-problems.ts';
import { isKnownZone, toInstant, toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { dateOrder } from '#shared/written-day.ts';

/** How a person wants a file to be read. */
export const csvReading = z.object({
  /** The first row is names. */
  hasHeader: z.boolean(),
  columns: z.array(field).max(500),
  order: dateOrder,
  /** Where rows go that name no channel. */
  channels: z.array(channelId).max(200),
  /** Pictures named by an address on the web are fetched from there. */
  fetchPictures: z.boolean(),
  /** What becomes of a row that cannot be planned. */
  unplannable: z.enum(['leave-out', 'as-draft']),
});
export type CsvReading = z.infer<typeof csvReading>;

/** A file that a row names: where it lies, or under which id the library has it. */
export interface NamedFile {
  readonly name: string;
  readonly id: string | undefined;
  readonly alt: string;
}

export interface RowPart {
  readonly text: string;
  readonly files: readonly NamedFile[];
  readonly link: string | undefined;
  readonly poll: Poll | undefined;
}

/** What a row says, with everything that is odd about it. */
export interface ReadRow {
  readonly parts: readonly RowPart[];
  readonly planned: PlannedTime | undefined;
  /** UTC ms; with `planned`. */
  readonly dueAt: number | undefined;
  readonly channels: readonly ChannelId[];
  readonly comment: string;
  readonly labels: readonly string[];
  readonly problems: readonly RowProblem[];
}

/** What reading a row depends on besides its cells. */
export interface RowContext {
  readonly reading: CsvReading;
  /** The file was written by us. */
  readonly isOwn: boolean;
  readonly zone: string;
  readonly now: number;
  /** Those that can be posted to, with the name of their network. */
  readonly channels: readonly (Pick<Channel, 'id' | 'handle' | 'displayName' | 'platform'> & { network: string })[];
}

/** Reads one row. Pure: neither disk nor library is asked. */
export function readRow(cells: readonly string[], context: RowContext): ReadRow {
  const row = new Cells(cells, context);
  const when = whenOf(row, context);
  const where = channelsOf(row, context);
  const parts = partsOf(row, context.isOwn);
  const problems = [...when.problems, ...where.problems, ...parts.problems, ...wordsProblems(parts.parts)];
  if (when.planned !== undefined && where.channels.length === 0 && where.problems.length === 0)
    problems.push(stop('no-channel', 'channels'));
  return {
    parts: parts.parts,
    planned: when.planned,
    dueAt: when.dueAt,
    channels: where.channels,
    comment: row.first('comment').trim() === '' ? '' : row.first('comment'),
    labels: labelsOf(row.first('labels'), context.isOwn),
    problems,
  };
}

/** The cells of a row by what they hold. */
class Cells {
  readonly #byField = new Map<Field, string[]>();

  constructor(cells: readonly string[], { reading, isOwn }: Pick<RowContext, 'reading' | 'isOwn'>) {
    for (const [at, kind] of reading.columns.entries()) {
      const cell = cells[at] ?? '';
      const known = this.#byField.get(kind) ?? [];
      known.push(isOwn ? undefused(cell) : cell);
      this.#byField.set(kind, known);
    }
  }

  all(kind: Field): readonly string[] {
    return this.#byField.get(kind) ?? [];
  }

  first(kind: Field): string {
    return this.all(kind)[0] ?? '';
  }
}

// --- when ------------------------------------------------------------------------------------------------

/** States of our own export that may be planned again, and what the column may hold otherwise. */
const OPEN_STATES = new Set(['', 'planned', 'draft', 'scheduled', 'queued', 'approved']);

function whenOf(
  row: Cells,
  { zone: usual, now, reading }: RowContext,
): { planned?: PlannedTime; dueAt?: number; problems: RowProblem[] } {
  const state = row.first('state').trim();
  const date = row.first('date');
  if (state.toLowerCase() === 'draft' || date.trim() === '') return { problems: wasOut(state) };
  const named = row.first('zone').trim();
  if (named !== '' && !isKnownZone(named)) return { problems: [stop('unknown-zone', 'zone', { cell: named })] };
  const read = readDate(date, row.first('time'), named === '' ? usual : named, reading.order);
  if ('problem' in read) return { problems: [stop(read.problem, 'date', { cell: date.trim() })] };
  return { ...timeOf(read.planned, now, wasOut(state)) };
}

function wasOut(state: string): RowProblem[] {
  return OPEN_STATES.has(state.toLowerCase()) ? [] : [stop('was-out', 'state', { cell: state })];
}

function timeOf(
  planned: PlannedTime,
  now: number,
  before: RowProblem[],
): { planned?: PlannedTime; dueAt?: number; problems: RowProblem[] } {
  const resolved = toInstant(planned);
  const wall = planned.wall.replace('T', ' ');
  if (!resolved.ok) return { problems: [...before, stop('not-a-date', 'date', { cell: wall })] };
  const isPast = resolved.at <= now;
  const shown = toPlannedTime(resolved.at, planned.zone).wall.replace('T', ' ');
  return {
    planned,
    dueAt: resolved.at,
    problems: [
      ...before,
      ...(isPast && before.length === 0 ? [stop('past', 'date', { wall })] : []),
      ...(resolved.shifted ? [warn('skipped', 'date', { wall, shown })] : []),
    ],
  };
}

// --- where -----------------------------------------------------------------------------------------------

function channelsOf(row: Cells, context: RowContext): { channels: ChannelId[]; problems: RowProblem[] } {
  const cell = row.first('channels').trim();
  if (cell === '') return { channels: context.isOwn ? [] : [...context.reading.channels], problems: [] };
  const names = context.isOwn ? splitCell(cell) : cell.split(/[;\n|,]/);
  const channels: ChannelId[] = [];
  const problems: RowProblem[] = [];
  for (const name of names.map((one) => one.trim()).filter((one) => one !== '')) {
    const found = context.channels.filter((known) => isCalled(known, name));
    const [one] = found;
    if (one !== undefined && found.length === 1) channels.push(one.id);
    else problems.push(stop(one === undefined ? 'unknown-channel' : 'several-channels', 'channels', { cell: name }));
  }
  return { channels: [...new Set(channels)], problems };
}

function isCalled(known: RowContext['channels'][number], name: string): boolean {
  const asked = plain(name);
  const own = [channelName(known), known.handle, known.displayName].map(plain);
  const withNetwork = own.flatMap((one) => [`${plain(known.network)} ${one}`, `${known.platform} ${one}`]);
  return [...own, ...withNetwork].includes(asked);
}

/** How a channel is named in a file: its network first, so that no two are the same. */
export function namedChannel(known: { readonly network: string; readonly handle: string }): string {
  return `${known.network} ${channelName(known)}`;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/(^|\s)@/g, '$1')
    .replaceAll(/[\s:]+/g, ' ')
    .trim();
}

// --- what ------------------------------------------------------------------------------------------------

function partsOf(row: Cells, isOwn: boolean): { parts: RowPart[]; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const count = Math.max(1, row.all('text').length, row.all('media').length);
  const parts = Array.from({ length: count }, (_part, at): RowPart => {
    const card = row.all('card')[at]?.trim() ?? '';
    const poll = pollOf(row.all('poll')[at] ?? '');
    if (poll === 'unreadable') problems.push(stop('bad-poll', 'poll'));
    const text = isOwn ? (row.all('text')[at] ?? '') : withLink(row.all('text')[at] ?? '', row.all('link')[at] ?? '');
    return {
      text,
      files: filesOf(row, at, isOwn),
      link: card === '' ? undefined : card,
      poll: poll === 'unreadable' ? undefined : poll,
    };
  });
  const last = parts.findLastIndex((part) => part.text.trim() !== '' || part.files.length > 0);
  return { parts: parts.slice(0, Math.max(1, last + 1)), problems };
}

/** As others do: the link stands under the text, unless it is in it. */
function withLink(text: string, cell: string): string {
  const link = cell.trim();
  const words = text.replaceAll('\r\n', '\n').trim();
  if (link === '' || words.includes(link)) return words;
  return words === '' ? link : `${words}\n${link}`;
}

function filesOf(row: Cells, at: number, isOwn: boolean): NamedFile[] {
  const cell = row.all('media')[at] ?? '';
  const names = isOwn ? splitCell(cell) : listedFiles(cell);
  const ids = isOwn ? splitCell(row.all('media-ids')[at] ?? '') : [];
  const alt = row.all('alt')[at] ?? '';
  const alts = isOwn ? splitCell(alt) : listedTexts(alt, names.length);
  return names.map((name, place) => ({ name, id: ids[place], alt: alts[place] ?? '' }));
}

function pollOf(cell: string): Poll | 'unreadable' | undefined {
  if (cell.trim() === '') return undefined;
  try {
    const read = pollSchema.safeParse(JSON.parse(cell));
    return read.success ? read.data : 'unreadable';
  } catch (_expected) {
    // A poll of another program, in words of its own.
    return 'unreadable';
  }
}

function labelsOf(cell: string, isOwn: boolean): string[] {
  const names = isOwn ? splitCell(cell) : cell.split(/[,;|\n]/).map((one) => one.trim());
  return [...new Set(names.filter((one) => one !== ''))];
}

function wordsProblems(parts: readonly RowPart[]): RowProblem[] {
  const isEmpty = parts.every((part) => part.text.trim() === '' && part.files.length === 0);
  return [
    ...(isEmpty ? [bar('no-words', 'text')] : []),
    ...(parts.some((part) => part.text.length > SEGMENT_TEXT_MAX) ? [bar('too-long', 'text')] : []),
  ];
}

/** It keeps the row from being planned. */
export function stop(code: RowProblemCode, of: Field, about: RowProblem['about'] = {}): RowProblem {
  return { code, field: of, severity: 'stops', about };
}

/** The row cannot come in at all. */
export function bar(code: RowProblemCode, of: Field, about: RowProblem['about'] = {}): RowProblem {
  return { code, field: of, severity: 'bars', about };
}

/** A person should know it. */
export function warn(code: RowProblemCode, of: Field, about: RowProblem['about'] = {}): RowProblem {
  return { code, field: of, severity: 'warns', about };
}

/** What becomes of a row that says so, with these problems. */
export function becomesOf(
  row: Pick<ReadRow, 'planned' | 'problems'>,
  unplannable: CsvReading['unplannable'],
): 'planned' | 'draft' | 'left-out' {
  if (row.problems.some((one) => one.severity === 'bars')) return 'left-out';
  if (row.problems.some((one) => one.severity === 'stops')) return unplannable === 'as-draft' ? 'draft' : 'left-out';
  return row.planned === undefined ? 'draft' : 'planned';
}
