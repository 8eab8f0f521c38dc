import { memo, type CSSProperties, type ReactNode } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { NetworkStrip } from '../../ui/network-strip.tsx';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { tintOf, withoutHalf, wordsOf, type EntryLook } from './entry-look.ts';
import styles from './entry.module.css';

interface Props {
  readonly entry: CalendarEntry;
  readonly look: EntryLook;
}

/** Characters that can be seen in a line, and in the three of a narrow block; to lay out the rest takes its time. */
const SEEN = { line: 70, narrow: 40 };

// Entries hear nothing themselves: there may be hundreds, and the calendar around them hears for all (`data-entry`).

/** A post in one line, or in two: time, words, and marks for what its colour says. */
export const EntryLine = memo(function EntryLine({
  entry,
  look,
  isTall = false,
  onOpen,
}: Props & {
  /** There is room for the words below the rest. */
  readonly isTall?: boolean;
  /** Where it stands outside the calendar, which hears for its own. */
  readonly onOpen?: (id: CalendarEntry['id'], beside: DOMRect) => void;
}): ReactNode {
  const words = wordsOf(entry, look);
  const tint = tintOf(entry, look);
  return (
    <button
      type="button"
      className={styles.line}
      {...(onOpen && { onClick: (event) => onOpen(entry.id, event.currentTarget.getBoundingClientRect()) })}
      data-entry={entry.id}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.3 gives it to every role; the linter knows 1.2
      aria-description={words.more}
      data-tone={tint.tone}
      data-progress={entry.progress}
      data-tall={isTall || undefined}
    >
      <Sign entry={entry} letters={tint.letters} />
      <span className={styles.time}>{words.time}</span>{' '}
      <span className={styles.text} dir="auto">
        {excerptOf([{ text: words.said }], SEEN.line)}
      </span>
      <LabelMarks entry={entry} look={look} />
      <NetworkStrip platforms={words.platforms} />
    </button>
  );
});

interface Place {
  readonly top: string;
  /** How far from where its day begins. */
  readonly start: string;
  readonly width: string;
  /** There is room for the time and some words only; colour, place and its description say the rest. */
  readonly isNarrow: boolean;
}

/** A post among the hours: time above, words below. */
export const EntryBlock = memo(function EntryBlock({
  entry,
  look,
  top,
  start,
  width,
  isNarrow,
}: Props & Place): ReactNode {
  const words = wordsOf(entry, look);
  const tint = tintOf(entry, look);
  return (
    <button
      type="button"
      className={styles.block}
      data-entry={entry.id}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.3 gives it to every role; the linter knows 1.2
      aria-description={isNarrow ? `${words.time}, ${words.more}` : words.more}
      data-tone={tint.tone}
      data-progress={entry.progress}
      data-narrow={isNarrow || undefined}
      style={{ top, insetInlineStart: start, width } satisfies CSSProperties}
    >
      {isNarrow ? (
        <>
          <span className={styles.time}>{withoutHalf(words.time)}</span>{' '}
          {excerptOf([{ text: words.said }], SEEN.narrow)}
        </>
      ) : (
        <>
          <span className={styles.blockHead}>
            <Sign entry={entry} letters={tint.letters} />
            <span className={styles.time}>{words.time}</span> <LabelMarks entry={entry} look={look} />
            <NetworkStrip platforms={words.platforms} />
          </span>
          <span className={styles.text} dir="auto">
            {words.said}
          </span>
        </>
      )}
    </button>
  );
});

/** What the colour says, without colour: the sign of a state, or the letters of a channel or a label. */
function Sign({ entry, letters }: { readonly entry: CalendarEntry; readonly letters: string | undefined }): ReactNode {
  if (letters !== undefined) {
    return (
      <span className={styles.letters} aria-hidden>
        {letters}
      </span>
    );
  }
  if (entry.progress === 'planned') return null;
  if (entry.progress === 'published') return <span className={styles.check} />;
  const Shown = PROGRESS_LOOKS[entry.progress].icon;
  return <Shown className={styles.icon} size={14} stroke={2.2} aria-hidden />;
}

const MARKS = 3;

function LabelMarks({ entry, look }: Props): ReactNode {
  if (entry.labels.length === 0) return null;
  const known = entry.labels.flatMap((id) => look.labels.get(id) ?? []);
  return (
    <span className={styles.dots} title={known.map(({ name }) => name).join(', ')} aria-hidden>
      {known.slice(0, MARKS).map((label) => (
        <span key={label.id} className={styles.dot} data-tone={`label-${label.color}`} />
      ))}
    </span>
  );
}
