import { useCallback, useEffect, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { PostId } from '#shared/ids.ts';

/** A row on its way to another place. */
export interface DraggedRow {
  readonly post: PostId;
  /** The post whose place it would get, and on which side of that row the line is drawn. */
  readonly over: { readonly post: PostId; readonly side: 'above' | 'below' } | undefined;
}

interface Taken {
  readonly post: PostId;
  readonly y: number;
}

/** A hand that shakes is not a drag, pixels. */
const SHAKE = 4;

/**
 * Rows of the queue that are taken by their handle, with the mouse or a pen, and put in the place of another one. Escape
 * puts one back. Rows say which post they are by `data-post`.
 */
export function useRowDrag(onDrop: (post: PostId, onto: PostId) => void): {
  readonly dragged: DraggedRow | undefined;
  readonly take: (event: ReactPointerEvent, post: PostId) => void;
} {
  const [taken, setTaken] = useState<Taken>();
  const [dragged, setDragged] = useState<DraggedRow>();

  useEffect(() => {
    if (taken === undefined) return;
    let last: DraggedRow | undefined;
    const show = (now: DraggedRow | undefined): void => setDragged((last = now));
    const move = (event: PointerEvent): void => {
      if (last === undefined && Math.abs(event.clientY - taken.y) < SHAKE) return;
      event.preventDefault();
      const post = postAt(event.clientX, event.clientY);
      const side = event.clientY < taken.y ? 'above' : 'below';
      show({ post: taken.post, over: post === undefined || post === taken.post ? undefined : { post, side } });
    };
    const end = (): void => {
      show(undefined);
      setTaken(undefined);
    };
    const drop = (): void => {
      const over = last?.over;
      end();
      if (over !== undefined) onDrop(taken.post, over.post);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') end();
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', drop, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', key, { signal });
    return () => stop.abort();
  }, [taken, onDrop]);

  const take = useCallback((event: ReactPointerEvent, post: PostId) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setTaken({ post, y: event.clientY });
  }, []);
  return { dragged, take };
}

function postAt(x: number, y: number): PostId | undefined {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-post]');
  return row?.dataset['post'] as PostId | undefined;
}
