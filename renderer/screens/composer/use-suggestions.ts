import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { tokenAt, type Token } from './token-at.ts';

export interface Suggestion {
  readonly key: string;
  /** What goes into the text in place of what was typed. */
  readonly insert: string;
  readonly words: string;
  readonly beside?: string;
  readonly sign?: string;
  /** Called when it goes in. */
  readonly taken?: () => void;
}

export interface Suggested {
  readonly items: readonly Suggestion[];
  /** A line under the list: what is not looked up, or why not. */
  readonly note?: string;
}

/** Called with what is known at once, and again when more is found. */
export type Suggest = (token: Token, show: (found: Suggested) => void, signal: AbortSignal) => Promise<void>;

const NOTHING: Suggested = { items: [] };

export interface Suggestions extends Suggested {
  readonly token: Token | undefined;
  readonly active: number;
  /** The field was typed in, or its caret moved by typing. */
  readonly look: (text: string, caret: number) => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly take: (index: number) => void;
  readonly close: () => void;
}

/** What can go in place of what is being typed. Arrow keys choose, Enter or Tab takes it, Escape leaves the words as they are. */
export function useSuggestions(suggest: Suggest, insert: (text: string, from: number) => void): Suggestions {
  const [token, setToken] = useState<Token>();
  const [found, setFound] = useState<Suggested>(NOTHING);
  const [active, setActive] = useState(0);
  const asking = useRef<AbortController | undefined>(undefined);
  const isOpen = token !== undefined && (found.items.length > 0 || found.note !== undefined);

  const close = useCallback(() => {
    asking.current?.abort();
    setToken(undefined);
    setFound(NOTHING);
  }, []);
  useEffect(() => () => asking.current?.abort(), []);

  const look = useCallback(
    (text: string, caret: number) => {
      const next = tokenAt(text, caret);
      if (next === undefined) {
        if (asking.current !== undefined) close();
        asking.current = undefined;
        return;
      }
      asking.current?.abort();
      const { signal } = (asking.current = new AbortController());
      setToken(next);
      setActive(0);
      suggest(next, (more) => !signal.aborted && setFound(more), signal).catch((thrown: unknown) => {
        if (!signal.aborted) showFailure(thrown);
      });
    },
    [suggest, close],
  );

  const take = (index: number): void => {
    const item = found.items[index];
    if (item === undefined || token === undefined) return;
    close();
    insert(item.insert, token.from);
    item.taken?.();
  };

  const press = (event: KeyboardEvent): void => {
    const { length } = found.items;
    if (!isOpen || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // It closes the list, not the post.
      event.nativeEvent.stopImmediatePropagation();
      event.preventDefault();
      return close();
    }
    if (length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive((active + (event.key === 'ArrowDown' ? 1 : length - 1)) % length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      take(active);
    }
  };

  return { ...found, token: isOpen ? token : undefined, active, look, press, take, close };
}
