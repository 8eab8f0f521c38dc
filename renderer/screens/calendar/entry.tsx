import { memo, type CSSProperties, type ReactNode } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { tintOf, wordsOf, type EntryLook } from './entry-look.ts';
import styles from './entry.module.css';

interface Props {
  readonly entry: CalendarEntry;
  readonly look: EntryLook;
}

/** Characters that can be seen in a line; to lay out the rest takes its time. */
const SEEN = 70;

// Entries hear nothing themselves: there may be hundreds, and the calendar around them hears for all (`data-entry`).

/** A post in one line: time, words, and marks for what its colour says. */
export const EntryLine = memo(function EntryLine({
  entry,
  look,
  onOpen,
}: Props & {
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
    >
      <Sign entry={entry} letters={tint.letters} />
      <span className={styles.time}>{words.time}</span>{' '}
      <span className={styles.text} dir="auto">
        {words.said.slice(0, SEEN)}
      </span>
      <LabelMarks entry={entry} look={look} />
      <Networks platforms={words.platforms} />
    </button>
  );
});

interface Place {
  readonly top: string;
  /** How far from where its day begins. */
  readonly start: string;
  readonly width: string;
  /** There is room for the time only; colour, letters and its name say the rest. */
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
      aria-description={words.more}
      data-tone={tint.tone}
      data-progress={entry.progress}
      data-narrow={isNarrow || undefined}
      style={{ top, insetInlineStart: start, width } satisfies CSSProperties}
    >
      <span className={styles.blockHead}>
        <Sign entry={entry} letters={tint.letters} />
        <span className={styles.time}>{words.time}</span> <LabelMarks entry={entry} look={look} />
        <Networks platforms={words.platforms} />
      </span>
      <span className={styles.text} dir="auto">
        {words.said.slice(0, SEEN)}
      </span>
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
  const Shown = PROGRESS_LOOKS[entry.progress].icon;
  return <Shown className={styles.icon} size={14} stroke={2.2} aria-hidden />;
}

const MARKS = 3;

function Networks({ platforms }: { readonly platforms: readonly string[] }): ReactNode {
  return (
    <span className={styles.networks}>
      {platforms.slice(0, MARKS).map((platform) => (
        <NetworkMark key={platform} platform={platform} size={13} />
      ))}
    </span>
  );
}

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
