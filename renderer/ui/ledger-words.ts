import { failureValue } from '#shared/failures.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import { failureSentence } from '../failures/failure-words.ts';
import { t } from '../text/t.ts';
import { duration } from '../text/moments.ts';

// A ledger is written by the machine; these are its words for people.

export type Tone = 'good' | 'bad' | 'warn' | 'accent' | 'idle';

export function eventTitle({ event, details }: LedgerEntry): string {
  const title = t.ledger.events[event];
  if (event === 'decided') return t.ledger.decisions[textOf(details['command'])] ?? title;
  const step = textOf(details['step']);
  return step === '' ? title : `${title}: ${stepWords(step)}`;
}

export function eventTone({ event }: LedgerEntry): Tone {
  switch (event) {
    case 'published':
    case 'corrected':
    case 'step-found':
      return 'good';
    case 'failed':
    case 'unconfirmed':
    case 'trouble':
      return 'bad';
    case 'held':
    case 'put-back':
    case 'interrupted':
    case 'canceled':
    case 'taken-down':
      return 'warn';
    case 'planned':
    case 'rescheduled':
    case 'decided':
    case 'claimed':
    case 'processing':
    case 'handed-over':
    case 'released':
      return 'accent';
    case 'step-started':
    case 'step-finished':
    case 'step-absent':
    case 'request':
      return 'idle';
  }
}

/** What else the ledger says about it, line by line: failures as sentences, moments as moments. */
export function eventDetails({ event, details }: LedgerEntry, moment: (at: number) => string): readonly string[] {
  if (event === 'request') return [requestWords(details)];
  const failure = failureValue.safeParse({ code: details['code'], about: details['about'] ?? {} });
  const lines = Object.entries(details).flatMap(([name, value]) => tell(name, value, moment));
  // Why it waits was told by the line before.
  const isNews = failure.success && event !== 'put-back' && event !== 'processing';
  return isNews ? [failureSentence(failure.data), ...lines] : lines;
}

/** Told elsewhere, or of no use to a person. */
const UNTOLD = new Set(['code', 'why', 'about', 'step', 'command', 'kind', 'parts', 'remoteId', 'from', 'again']);

function tell(name: string, value: unknown, moment: (at: number) => string): readonly string[] {
  if (UNTOLD.has(name) || value === null || value === undefined || value === '') return [];
  if (name === 'dueAt' && typeof value === 'number') return [t.ledger.due(moment(value))];
  if (name === 'runAt' && typeof value === 'number') return [t.ledger.nextTry(moment(value))];
  if (name === 'lateMs' && typeof value === 'number')
    return [value < 1000 ? t.ledger.onTime(value) : t.ledger.late(duration(value))];
  if (name === 'attempt' && typeof value === 'number') return [t.ledger.attempt(value)];
  if (name === 'confirmedBy') return [t.ledger.confirmedBy[textOf(value)] ?? textOf(value)];
  const label = sentenceCase(
    name.replaceAll(/([a-z])([A-Z])/g, (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`),
  );
  if (name.endsWith('At') && typeof value === 'number') return [`${label}: ${moment(value)}`];
  return [`${label}: ${textOf(value)}`];
}

/** `POST example.social/api/v1/statuses → 200` */
function requestWords(details: LedgerEntry['details']): string {
  const address = textOf(details['url'])
    .replace(/^https?:\/\//, '')
    .replace(/\?.*$/, '');
  return t.ledger.request(textOf(details['method']), address, textOf(details['status']));
}

/** `media/0` is the first picture, `create` the post itself, `create/2` its third part. */
function stepWords(step: string): string {
  const [name = step, place] = step.split(/[/-]/);
  const known = t.ledger.steps[name];
  if (known === undefined) return step;
  return place === undefined ? known : `${known} ${Number(place) + 1}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : (JSON.stringify(value) ?? '');
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
