import { useEffect, useState } from 'react';
import type { ActivityCursor, ActivityEntry, ActivityFilter } from '#shared/ipc/activity.calls.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call, onFact } from '../../ipc.ts';

const PAGE = 50;
/** News that come together are read once. */
const GATHER_MS = 300;

interface Shown {
  readonly filter: ActivityFilter;
  readonly entries: readonly ActivityEntry[];
  readonly next: ActivityCursor | undefined;
}

/** A page of what happened, more of it on demand, and what happens while it is looked at. */
export function useActivity(filter: ActivityFilter) {
  const [shown, setShown] = useState<Shown>();

  useEffect(() => {
    const readFirst = (): void =>
      void call('activity.page', { filter, limit: PAGE }).then(
        ({ entries, next }) => setShown({ filter, entries, next }),
        showFailure,
      );
    let timer: ReturnType<typeof setTimeout> | undefined;
    readFirst();
    const stop = onFact((fact) => {
      if (fact.fact !== 'changed') return;
      clearTimeout(timer);
      timer = setTimeout(readFirst, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [filter]);

  const readMore = async (): Promise<void> => {
    if (shown?.next === undefined) return;
    const { entries, next } = await call('activity.page', { filter, behind: shown.next, limit: PAGE });
    setShown({ filter, entries: [...shown.entries, ...entries], next });
  };

  const isCurrent = shown?.filter === filter;
  return { entries: isCurrent ? shown.entries : undefined, hasMore: isCurrent && shown.next !== undefined, readMore };
}
