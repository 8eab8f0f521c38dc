import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from 'react';
import type { SegmentId } from '#shared/posts/post.ts';

export interface DraggedPart {
  readonly segment: SegmentId;
  /** How far it is from where it was taken, pixels. */
  readonly by: number;
  /** Where it would stand, counted from 0 among all parts. */
  readonly to: number;
}

/** A hand that shakes is not a drag, pixels. */
const SHAKE = 4;

interface Taken {
  readonly segment: SegmentId;
  readonly y: number;
}

/** Parts that are taken by their handle and put elsewhere in the thread. Escape puts one back. */
export function usePartDrag(
  list: RefObject<HTMLElement | null>,
  onDrop: (segment: SegmentId, to: number) => void,
): {
  readonly dragged: DraggedPart | undefined;
  readonly take: (event: ReactPointerEvent, segment: SegmentId) => void;
} {
  const [taken, setTaken] = useState<Taken>();
  const [dragged, setDragged] = useState<DraggedPart>();
  const last = useRef<DraggedPart | undefined>(undefined);

  useEffect(() => {
    if (taken === undefined) return;
    const show = (now: DraggedPart | undefined): void => setDragged((last.current = now));
    const move = (event: PointerEvent): void => {
      const by = event.clientY - taken.y;
      if (last.current === undefined && Math.abs(by) < SHAKE) return;
      event.preventDefault();
      show({ segment: taken.segment, by, to: placeAt(list.current, taken.segment, event.clientY) });
    };
    const end = (): void => {
      show(undefined);
      setTaken(undefined);
    };
    const drop = (): void => {
      const now = last.current;
      end();
      if (now !== undefined) onDrop(now.segment, now.to);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // It ends the drag and nothing else.
      event.stopPropagation();
      end();
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', drop, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', key, { signal, capture: true });
    return () => stop.abort();
  }, [taken, list, onDrop]);

  const take = useCallback((event: ReactPointerEvent, segment: SegmentId) => {
    if (event.button === 0) setTaken({ segment, y: event.clientY });
  }, []);
  return { dragged, take };
}

/** As many parts as lie above the pointer, the dragged one left out. */
function placeAt(list: HTMLElement | null, dragged: SegmentId, y: number): number {
  const parts = [...(list?.querySelectorAll<HTMLElement>('[data-part]') ?? [])];
  const others = parts.filter((part) => part.dataset['part'] !== dragged);
  return others.filter((part) => {
    const { top, height } = part.getBoundingClientRect();
    return y > top + height / 2;
  }).length;
}
