// One long text as the parts of a thread. Nothing but white space at the cuts is lost, and a cut never goes through a web
// address, a mention or a hashtag. Where a part ends is chosen as people would: after a paragraph, else after a sentence,
// else between words, and only in a word that is too long for any part between two of its characters.

export interface SplitRules {
  /** Whether a part can be sent as it is; the last one may have to carry more (a signature). */
  readonly fits: (part: string, isLast: boolean) => boolean;
  /** Each part ends with its number: `2/5`. */
  readonly isNumbered?: boolean;
}

/** The parts of `text`, each of which fits unless it is a single address, mention or hashtag that is too long itself. */
export function splitText(text: string, { fits, isNumbered = false }: SplitRules): readonly string[] {
  if (!isNumbered) return cut(text, fits);
  // How much room the numbers take depends on how many parts there are, which depends on that room.
  for (let digits = 1; ; digits += 1) {
    const most = 10 ** digits - 1;
    const parts = cut(text, (part, isLast) => fits(numbered(part, most, most), isLast));
    if (parts.length === 1) return fits(parts[0] ?? '', true) ? parts : cut(text, fits);
    if (parts.length <= most) return parts.map((part, index) => numbered(part, index + 1, parts.length));
  }
}

/** Gives each part its number, in place of the one it had. */
export function withNumbers(parts: readonly string[]): readonly string[] {
  return withoutNumbers(parts).map((part, index) => numbered(part, index + 1, parts.length));
}

/** Takes the numbers off. Parts that are not numbered from first to last stay as they are: `24/7` is no number of ours. */
export function withoutNumbers(parts: readonly string[]): readonly string[] {
  return areNumbered(parts) ? parts.map((part) => part.replace(NUMBER, '').trimEnd()) : parts;
}

/** Whether every part ends with a number, and all of them count the same thread, in whatever order they stand now. */
export function areNumbered(parts: readonly string[]): boolean {
  const ends = parts.map((part) => NUMBER.exec(part)?.groups);
  const of = new Set(ends.map((end) => end?.['of']));
  const numbers = new Set(ends.map((end) => end?.['number']));
  return parts.length > 1 && of.size === 1 && !of.has(undefined) && numbers.size === parts.length;
}

/** A text in two, without the white space around the cut. */
export function splitAt(text: string, at: number): readonly [before: string, after: string] {
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

const NUMBER = /(?:^|\s)(?<number>\d{1,3})\/(?<of>\d{1,3})\s*$/u;

function numbered(part: string, number: number, of: number): string {
  return part === '' ? `${number}/${of}` : `${part.trimEnd()} ${number}/${of}`;
}

function cut(text: string, fits: SplitRules['fits']): readonly string[] {
  const whole = text.trim();
  const cuts = cutsOf(whole);
  const parts: string[] = [];
  let start = 0;
  while (start < whole.length) {
    const rest = whole.slice(start);
    if (fits(rest, true)) return [...parts, rest];
    const end = endOfPart(whole, start, cuts, fits) ?? whole.length;
    parts.push(whole.slice(start, end).trimEnd());
    start = end + (/^\s*/u.exec(whole.slice(end))?.[0].length ?? 0);
  }
  return parts.length === 0 ? [whole] : parts;
}

/** Places where a part may end, the kinds people like best first. */
type Cuts = readonly (readonly number[])[];

/** The last place of the best kind where what is before it fits. Where nothing fits, the first place there is. */
function endOfPart(text: string, start: number, cuts: Cuts, fits: SplitRules['fits']): number | undefined {
  let first: number | undefined;
  for (const kind of cuts) {
    let best: number | undefined;
    for (const end of kind) {
      if (end <= start || end >= text.length) continue;
      const part = text.slice(start, end).trimEnd();
      if (part === '') continue;
      if (!fits(part, false)) {
        first = Math.min(first ?? end, end);
        break;
      }
      best = end;
    }
    if (best !== undefined) return best;
  }
  return first;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cutsOf(text: string): Cuts {
  const held = heldTogether(text);
  const isFree = (at: number): boolean => at > 0 && !held.some(([from, to]) => at > from && at < to);
  const after = (pattern: RegExp): number[] =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);
  const sentences = [...SENTENCES.segment(text)].map(({ index, segment }) => index + segment.trimEnd().length);
  return [
    after(/\n[^\S\n]*\n\s*/gu),
    sentences.filter(isFree),
    after(/\s+/gu),
    [...CHARACTERS.segment(text)].map(({ index }) => index).filter(isFree),
  ];
}

/** An address (with or without `https://`), a mention (`@mill@example.social`) or a hashtag: from and to. */
const TOGETHER = /https?:\/\/\S+|(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?|[@＠][\w.@-]+|[#＃$][\p{L}\p{M}\p{N}_]+/giu;

function heldTogether(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(TOGETHER)].map(({ index, 0: found }) => [index, index + found.length] as const);
}
