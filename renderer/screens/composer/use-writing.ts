import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FailureValue } from '#shared/failures.ts';
import type { Post } from '#shared/posts/post.ts';
import { failureOf } from '../../failures/failure-words.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { usePosts } from '../../state/posts.store.ts';
import { guardLeaving } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { startWriting, type Writing } from './writing.ts';
import { isSameButWords, withEdits } from './written-post.ts';

export interface Written {
  readonly writing: Writing;
  /**
   * The library's post. The words being written are read where they are shown, so that a keystroke draws little; those of a
   * save, which makes the whole post new, are drawn when no key waits.
   */
  readonly post: Post;
  /** Why the last change other than words was refused. */
  readonly refusal: FailureValue | undefined;
  readonly forgetRefusal: () => void;
}

/** Writes on `start` for as long as the screen stands, fed by every fact about it. */
export function useWriting(start: Post, mayLeave: (writing: Writing) => Promise<boolean>): Written {
  const [refusal, setRefusal] = useState<FailureValue>();
  const [writing] = useState(() => startWriting(start, { send: changePost, after, failureOf, onRefused: setRefusal }));

  useEffect(() => {
    const arrive = (): void => {
      const view = usePosts.getState().byId.get(start.id);
      if (view !== undefined) writing.arrive(view.post);
    };
    arrive();
    return usePosts.subscribe(arrive);
  }, [writing, start.id]);

  useEffect(() => {
    const save = (): void => void writing.flush().catch(showFailure);
    const leave = (): void => writing.lastWords();
    window.addEventListener('blur', save);
    window.addEventListener('beforeunload', leave);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', save);
    return () => {
      window.removeEventListener('blur', save);
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [writing]);

  useEffect(() => {
    guardLeaving(() => mayLeave(writing));
    return () => guardLeaving(undefined);
  }, [writing, mayLeave]);

  const post = useSettledPost(writing);
  const forgetRefusal = useCallback(() => setRefusal(undefined), []);
  return useMemo(() => ({ writing, post, refusal, forgetRefusal }), [writing, post, refusal, forgetRefusal]);
}

/** What somebody chose is there at once, so that the next choice is made on top of it; words that were saved, when no key waits. */
function useSettledPost(writing: Writing): Post {
  const now = useStore(writing.store, (state) => state.post);
  const before = useDeferredValue(now);
  return useMemo(() => (isSameButWords(before, now) ? before : now), [before, now]);
}

/** The post as the fields show it, with every word, for an action. */
export function shownPost(writing: Writing): Post {
  const { post, edits } = writing.store.getState();
  return withEdits(post, edits);
}

function after(delayMs: number, ring: () => void): () => void {
  const timer = setTimeout(ring, delayMs);
  return () => clearTimeout(timer);
}
