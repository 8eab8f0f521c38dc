import { createContext, startTransition, useContext, useEffect, useMemo, useState } from 'react';
import type { Post } from '#shared/posts/post.ts';
import { afterPaint } from '../../ui/after-paint.ts';
import type { Writing, WritingState } from './writing.ts';
import { withEdits } from './written-post.ts';

// What follows the words: counts, checks, previews. A key draws its letter and nothing else; these hear of it once the letter has
// been painted, all at the same time, and give way to the next key.

export interface Followed {
  getState: (this: void) => WritingState;
  /** Called in a transition, once what is drawn now has been painted and after every change; several changes may be one. */
  subscribe: (this: void, hear: (state: WritingState) => void) => () => void;
}

export function follow(store: Writing['store']): Followed {
  const hearers = new Set<(state: WritingState) => void>();
  let callOff: (() => void) | undefined;
  let stop: (() => void) | undefined;
  const tell = (): void => {
    callOff = undefined;
    startTransition(() => hearers.forEach((hear) => hear(store.getState())));
  };
  const soon = (): void => void (callOff ??= afterPaint(tell));
  return {
    getState: store.getState,
    subscribe(hear) {
      stop ??= store.subscribe(soon);
      hearers.add(hear);
      // What was written since it was drawn.
      soon();
      return () => {
        hearers.delete(hear);
        if (hearers.size > 0) return;
        stop?.();
        callOff?.();
        stop = callOff = undefined;
      };
    },
  };
}

const FollowedContext = createContext<Followed | undefined>(undefined);
export const FollowedProvider = FollowedContext.Provider;

/** The words and the post as they were when the last letter had been painted. */
export function useFollowed(): WritingState {
  const followed = useContext(FollowedContext);
  if (followed === undefined) throw new Error('nothing is being written here');
  const [state, setState] = useState(followed.getState);
  useEffect(() => followed.subscribe(setState), [followed]);
  return state;
}

/** The post as the fields show it, with every word, once the letter itself has been painted. */
export function useFollowedPost(): Post {
  const { post, edits } = useFollowed();
  return useMemo(() => withEdits(post, edits), [post, edits]);
}
