import {
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useStore } from 'zustand';
import type { ChannelId } from '#shared/ids.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { t } from '../../text/t.ts';
import { useFields } from './fields.ts';
import { snippetPlace, suggestFor } from './suggest.ts';
import type { PostText } from './post-text.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { joinWithBefore, splitHere } from './thread-acts.ts';
import { movedCaret } from './text-edit.ts';
import { useSuggestions } from './use-suggestions.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './part-editor.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly number: number;
  readonly of: number;
  readonly readers: readonly ChannelId[];
  readonly isFirstFocus: boolean;
}

/** The words of one part. Alt+Enter begins a new part at the caret; Backspace before the first letter joins it to the one before. */
export function TextField({ writing, place, part, number, of, readers, isFirstFocus }: Props): ReactNode {
  const fields = useFields();
  const words = useMemo<PostText>(() => ({ kind: 'part', place, segment: part.id }), [place, part.id]);
  const text = useStore(writing.store, (state) => textShown(state, words));
  const node = useRef<HTMLTextAreaElement>(null);
  const { typed, selected } = useFieldCaret(node, part.id, text, isFirstFocus);

  const list = useId();
  const suggest = useMemo(
    () =>
      suggestFor(readers, () => {
        const state = writing.store.getState();
        return snippetPlace(state.post, place, textShown(state, words));
      }),
    [readers, writing, place, words],
  );
  const insert = useCallback((put: string, from: number) => fields.insert(part.id, put, from), [fields, part.id]);
  const suggestions = useSuggestions(suggest, insert);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    suggestions.press(event);
    if (event.defaultPrevented) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const at = { writing, place, segment: part.id, fields };
    if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      void splitHere(at, selectionStart);
    }
    if (event.key === 'Backspace' && number > 1 && selectionStart === 0 && selectionEnd === 0) {
      event.preventDefault();
      void joinWithBefore(at);
    }
  };

  return (
    <>
      <textarea
        ref={node}
        // A person writes Arabic in an English window, and reads it as it is written.
        dir="auto"
        className={styles.field}
        data-large={of === 1}
        aria-label={t.composer.textOfPart(number)}
        placeholder={number === 1 ? t.composer.placeholder : t.composer.placeholderMore}
        value={text}
        spellCheck
        onChange={(event) => {
          typed(event.currentTarget.value);
          writing.type(words, event.currentTarget.value);
          suggestions.look(event.currentTarget.value, event.currentTarget.selectionEnd);
        }}
        onSelect={selected}
        onKeyDown={press}
        onFocus={() => fields.focused(part.id)}
        onBlur={() => {
          suggestions.close();
          void writing.flush();
        }}
        aria-autocomplete="list"
        {...(suggestions.token !== undefined &&
          suggestions.items.length > 0 && {
            'aria-controls': list,
            'aria-activedescendant': `${list}-${suggestions.active}`,
          })}
      />
      <SuggestionList id={list} field={node} suggestions={suggestions} />
    </>
  );
}

/** When words come in from elsewhere, the caret stays with the words it was in. */
function useFieldCaret(
  node: RefObject<HTMLTextAreaElement | null>,
  segment: Segment['id'],
  value: string,
  isFirstFocus: boolean,
) {
  const fields = useFields();
  const mine = useRef(value);
  const caret = useRef<[number, number]>([value.length, value.length]);

  useLayoutEffect(() => {
    fields.set(segment, node.current);
    return () => fields.set(segment, null);
  }, [fields, node, segment]);

  useLayoutEffect(() => {
    const field = node.current;
    if (field === null) return;
    const before = mine.current;
    mine.current = value;
    const wanted = fields.arrived(segment);
    if (wanted !== undefined) {
      field.focus();
      field.setSelectionRange(wanted, wanted);
    } else if (before !== value && document.activeElement === field) {
      const [start, end] = caret.current;
      field.setSelectionRange(movedCaret(before, value, start), movedCaret(before, value, end));
    }
  }, [fields, node, segment, value]);

  useLayoutEffect(() => {
    if (isFirstFocus) node.current?.focus();
    // Only when the field appears: nobody wants the caret taken away later.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const typed = (text: string): void => void (mine.current = text);
  const selected = ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }): void => {
    caret.current = [currentTarget.selectionStart, currentTarget.selectionEnd];
  };
  return { typed, selected };
}
