import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { showFailure } from './failures/show-notice.tsx';

/** A screen whose code is not needed for the first look. */
export interface LaterScreen<P extends object> {
  readonly Screen: ComponentType<P>;
  /** Fetches its code; once is enough. */
  fetch(): Promise<unknown>;
}

/**
 * A screen in a file of its own. Once fetched it is drawn at once, like any other; React's own `lazy` would show nothing
 * first, and keep showing it for a while.
 */
export function laterScreen<P extends object>(load: () => Promise<ComponentType<P>>): LaterScreen<P> {
  let known: ComponentType<P> | undefined;
  let coming: Promise<ComponentType<P>> | undefined;
  const fetch = (): Promise<ComponentType<P>> =>
    (coming ??= load().then(
      (one) => (known = one),
      (error: unknown) => {
        // The next who comes tries again.
        coming = undefined;
        throw error;
      },
    ));

  function Screen(props: P): ReactNode {
    const [Shown, setShown] = useState(() => known);
    useEffect(() => {
      if (Shown === undefined) fetch().then((one) => setShown(() => one), showFailure);
    }, [Shown]);
    return Shown === undefined ? null : <Shown {...props} />;
  }
  return { Screen, fetch };
}
