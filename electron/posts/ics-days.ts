import ICAL from 'ical.js';
import { Failure } from '#shared/failures.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { programWords } from '#shared/text/program-words.ts';

// Files of days as calendars write them (iCalendar, RFC 5545): holidays, national days, school terms.

/** The largest file that is read, bytes. */
export const ICS_MAX_BYTES = 5 * 1024 * 1024;
/** The most entries of one file. */
export const ICS_MAX_EVENTS = 5000;
/** A rule that comes more often than this before the days that are shown is followed no further. */
const MOST_STEPS = 20_000;
/** The most days that one occurrence marks: a school year. */
const MOST_DAYS = 400;
const NAME_MAX = 200;

/** One entry of a file, with everything that changes single ones of its occurrences. */
export interface DayEvent {
  /** `2026-12-25` */
  readonly firstDay: string;
  /** Absent where it comes again. */
  readonly lastDay?: string;
  /** A calendar with this entry alone. */
  readonly ics: string;
}

export interface IcsDays {
  /** What the file calls itself. */
  readonly name: string;
  readonly events: readonly DayEvent[];
  /** How many entries are no whole day. */
  readonly leftOut: number;
}

/** Throws `days.too-large`, `days.unreadable`, `days.none`, `days.too-many`. */
export function readIcs(file: string, bytes: Uint8Array): IcsDays {
  if (bytes.byteLength > ICS_MAX_BYTES) {
    const [size, limit] = [sizeText(bytes.byteLength), sizeText(ICS_MAX_BYTES)];
    throw new Failure('days.too-large', { file, size, limit });
  }
  return readable(file, () => {
    const calendars = calendarsIn(bytes);
    const entries = calendars.flatMap((one) => one.getAllSubcomponents('vevent'));
    const whole = entries.filter(isWholeDay);
    if (whole.length === 0) throw new Failure('days.none', { file });
    if (whole.length > ICS_MAX_EVENTS)
      throw new Failure('days.too-many', { file, events: whole.length, limit: ICS_MAX_EVENTS });
    const events = [...Map.groupBy(whole, identityOf).values()].map(eventOf);
    return { name: nameOf(calendars, file), events, leftOut: entries.length - whole.length };
  });
}

/** The days in [from, to] that an entry marks, each once. */
export function daysOf(
  ics: string,
  from: string,
  to: string,
): readonly { readonly day: string; readonly name: string }[] {
  const parts = new ICAL.Component(ICAL.parse(ics) as unknown[]).getAllSubcomponents('vevent');
  const main = parts.find((part) => !part.hasProperty('recurrence-id')) ?? parts[0];
  if (main === undefined) return [];
  const event = new ICAL.Event(main, { exceptions: parts.filter((part) => part !== main) });
  if (!event.isRecurring()) return marked(event.startDate, event.endDate, event.summary, from, to);
  const days: { readonly day: string; readonly name: string }[] = [];
  const walk = event.iterator();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = walk.next() as ICAL.Time | undefined;
    if (next === undefined || dayText(next) > to) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    days.push(...marked(startDate, endDate, item.summary, from, to));
  }
  return days;
}

/** The end is the first day that is not marked any more (RFC 5545, 3.6.1). */
function marked(
  start: ICAL.Time,
  end: ICAL.Time,
  summary: string | null,
  from: string,
  to: string,
): { readonly day: string; readonly name: string }[] {
  const name = (summary ?? '').trim().slice(0, NAME_MAX);
  const days: { readonly day: string; readonly name: string }[] = [];
  const at = start.clone();
  const last = end.compare(start) > 0 ? end : undefined;
  for (let count = 0; count < MOST_DAYS; count += 1) {
    const day = dayText(at);
    if (day > to || (count > 0 && (last === undefined || at.compare(last) >= 0))) break;
    if (day >= from && name !== '') days.push({ day, name });
    at.adjust(1, 0, 0, 0);
  }
  return days;
}

function dayText(at: ICAL.Time): string {
  return at.toString().slice(0, 10);
}

function calendarsIn(bytes: Uint8Array): ICAL.Component[] {
  const text = new TextDecoder('utf-8').decode(bytes);
  const parsed: unknown = ICAL.parse(text);
  // One calendar is a component itself, several are a list of them.
  const all = Array.isArray(parsed) && Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed as unknown[]];
  return all.map((one) => new ICAL.Component(one));
}

function isWholeDay(entry: ICAL.Component): boolean {
  const start: unknown = entry.getFirstPropertyValue('dtstart');
  return start instanceof ICAL.Time && start.isDate;
}

/** Entries of one identity are one entry and what differs in single occurrences of it (RFC 5545, 3.8.4.4). */
function identityOf(entry: ICAL.Component): string {
  const id: unknown = entry.getFirstPropertyValue('uid');
  return typeof id === 'string' && id !== '' ? id : entry.toString();
}

function eventOf(parts: readonly ICAL.Component[]): DayEvent {
  const events = parts.map((part) => new ICAL.Event(part));
  const starts = events.map((one) => dayText(one.startDate)).toSorted();
  const ends = events.map((one) => dayText(one.endDate)).toSorted();
  const isRecurring = events.some((one) => one.isRecurring());
  const calendar = new ICAL.Component('vcalendar');
  for (const part of parts) calendar.addSubcomponent(part);
  return {
    firstDay: starts[0] ?? '',
    ...(!isRecurring && { lastDay: ends.at(-1) ?? '' }),
    ics: calendar.toString(),
  };
}

function nameOf(calendars: readonly ICAL.Component[], file: string): string {
  const named = calendars
    .flatMap((one) => [one.getFirstPropertyValue('x-wr-calname'), one.getFirstPropertyValue('name')])
    .find((name): name is string => typeof name === 'string' && name.trim() !== '');
  return (named ?? file.replace(/\.[a-z]+$/i, '')).trim().slice(0, NAME_MAX) || file;
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 120) : programWords().dayFiles.damaged;
    throw new Failure(
      'days.unreadable',
      { file, reason: reason.endsWith('.') ? reason : `${reason}.` },
      { cause: error },
    );
  }
}
