import { useState } from 'react';

/** `now`, as the very same value as before for as long as `isSame` sees no difference: what is drawn of it is not drawn again. */
export function useKept<T extends object>(now: T, isSame: (before: T, now: T) => boolean): T {
  const [kept, keep] = useState(now);
  if (kept === now || isSame(kept, now)) return kept;
  keep(now);
  return now;
}
