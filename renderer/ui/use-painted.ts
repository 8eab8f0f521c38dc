import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from './after-paint.ts';

/**
 * `value`, once what was drawn when it came has been painted; until then the one before, and `first` in the beginning. What is
 * drawn by it keeps nobody waiting for the rest. React's own `useDeferredValue` may be drawn before the rest is painted, and
 * with it the first picture comes as late as both.
 */
export function usePainted<T extends object | null>(value: T, first: T): T {
  const [painted, setPainted] = useState(first);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(value))), [value]);
  return painted;
}
