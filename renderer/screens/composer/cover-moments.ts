import type { FilmFacts } from '#shared/media/film-work.ts';
import { clockText } from '../../text/clock-text.ts';

// Moments of a film, ms from its start.

const SECOND = 1000;
/** Enough to find a place in a film of minutes, few enough to be decoded at once. */
const STRIP = 8;

/** When the last frame begins. */
export function lastMoment({ durationMs, frameMs = 0 }: FilmFacts): number {
  return Math.max(0, Math.ceil(durationMs - frameMs));
}

export function stripMoments(facts: FilmFacts): readonly number[] {
  return Array.from({ length: STRIP }, (_none, at) => Math.round((lastMoment(facts) * (at + 0.5)) / STRIP));
}

/** `0:02.480`: a cover is chosen to the frame. */
export function momentText(ms: number): string {
  const whole = Math.floor(ms / SECOND) * SECOND;
  return `${clockText(whole)}.${String(Math.round(ms - whole)).padStart(3, '0')}`;
}

/** Where a key leads: a frame on or back, with Shift a second; the ends. `undefined` for keys that lead nowhere. */
export function frameAfter(
  facts: FilmFacts,
  atMs: number,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | undefined {
  const last = lastMoment(facts);
  const step = shiftKey ? SECOND : (facts.frameMs ?? SECOND);
  const frame = facts.frameMs ?? 1;
  // By numbers of frames, so that many steps add up to where the frames are.
  const moved = (by: number): number => Math.min(last, Math.max(0, Math.ceil(Math.round((atMs + by) / frame) * frame)));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return moved(step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return moved(-step);
    case 'PageUp':
      return moved(SECOND);
    case 'PageDown':
      return moved(-SECOND);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
