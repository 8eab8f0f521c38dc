import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { PostId } from '#shared/ids.ts';
import { STAGES, type Stage } from '#shared/posts/stage.ts';

export interface Dragged {
  readonly post: PostId;
  /** How far from where it was taken, pixels. */
  readonly x: number;
  readonly y: number;
  /** The column it is over. */
  readonly over: Stage | undefined;
}

/** A hand that shakes is not a drag, pixels. */
const SHAKE = 6;

interface Taken {
  readonly post: PostId;
  readonly x: number;
  readonly y: number;
}

/** Cards that are taken with the mouse or a pen and put into another column. Escape puts one back. */
export function useBoardDrag(onDrop: (post: PostId, stage: Stage) => void): {
  readonly dragged: Dragged | undefined;
  readonly take: (event: ReactPointerEvent, post: PostId) => void;
  /** The click that ends a drag is none. */
  readonly wasDragged: () => boolean;
} {
  const [taken, setTaken] = useState<Taken>();
  const [dragged, setDragged] = useState<Dragged>();
  const last = useRef<Dragged | undefined>(undefined);
  const endedAt = useRef(-Infinity);

  useEffect(() => {
    if (taken === undefined) return;
    const show = (now: Dragged | undefined): void => setDragged((last.current = now));
    const move = (event: PointerEvent): void => {
      const [x, y] = [event.clientX - taken.x, event.clientY - taken.y];
      if (last.current === undefined && Math.hypot(x, y) < SHAKE) return;
      event.preventDefault();
      show({ post: taken.post, x, y, over: stageAt(event.clientX, event.clientY) });
    };
    const end = (): void => {
      if (last.current !== undefined) endedAt.current = performance.now();
      show(undefined);
      setTaken(undefined);
    };
    const drop = (): void => {
      const { over, post } = last.current ?? {};
      end();
      if (over !== undefined && post !== undefined) onDrop(post, over);
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
    if (event.button === 0) setTaken({ post, x: event.clientX, y: event.clientY });
  }, []);
  const wasDragged = useCallback(() => performance.now() - endedAt.current < 50, []);
  return { dragged, take, wasDragged };
}

function stageAt(x: number, y: number): Stage | undefined {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]');
  return STAGES.find((stage) => stage === column?.dataset['stage']);
}
