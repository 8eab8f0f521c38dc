import { Portal } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { t } from '../../text/t.ts';
import { caretPlace } from './caret-place.ts';
import type { Suggestions } from './use-suggestions.ts';
import styles from './suggestion-list.module.css';

interface Props {
  readonly id: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly suggestions: Suggestions;
}

/** The list at the caret. The field keeps the focus; it names the chosen line by `aria-activedescendant`. */
export function SuggestionList({ id, field, suggestions }: Props): ReactNode {
  const { token, items, note, active, take } = suggestions;
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>();
  const from = token?.from;

  useLayoutEffect(() => {
    const node = field.current;
    if (node === null || from === undefined) return;
    const box = node.getBoundingClientRect();
    const caret = caretPlace(node, from);
    const height = list.current?.offsetHeight ?? 0;
    const below = box.top + caret.top + caret.height + 4;
    const fits = below + height < window.innerHeight;
    setPlace({
      left: Math.min(box.left + caret.left, window.innerWidth - (list.current?.offsetWidth ?? 0) - 8),
      top: fits ? below : box.top + caret.top - height - 4,
    });
  }, [field, from, items.length]);

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (token === undefined) return null;
  return (
    <Portal>
      <div ref={list} className={styles.box} style={place}>
        {items.length > 0 && (
          <div id={id} role="listbox" aria-label={t.composer.suggested[token.kind]} className={styles.list}>
            {items.map((item, index) => (
              <div
                key={item.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                tabIndex={-1}
                className={styles.item}
                // The field keeps the focus; its keys choose and take.
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(index);
                }}
              >
                {item.sign !== undefined && (
                  <span className={styles.sign} aria-hidden>
                    {item.sign}
                  </span>
                )}
                <span className={styles.words} dir="auto">
                  {item.words}
                </span>
                {item.beside !== undefined && (
                  <span className={styles.beside} dir="auto">
                    {item.beside}
                  </span>
                )}
              </div>
            ))}
          </div>
        )}
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      <p className="screen-reader-only" role="status">
        {t.composer.suggestedCount(items.length)}
      </p>
    </Portal>
  );
}
