import { useEffect } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import type { CalendarView } from '../../state/calendar.store.ts';
import { needDays } from '../../state/marked-days.store.ts';
import { needEntries } from '../../state/plan-entries.store.ts';
import type { Span } from '../../state/posts.store.ts';
import { usePersonal } from '../../state/settings.store.ts';
import { spanOf, stepped } from '../../state/view-span.ts';
import { afterFirstKeys } from '../../state/after-first-keys.ts';

/** A calendar that is never at rest has what is next to it all the same. */
const IDLE_WITHIN_MS = 1_000;

/** Reads what is shown and then, when there is nothing else to do, what is next to it: a step in either direction shows it at once. */
export function useReading(span: Span, view: CalendarView, zone: string): void {
  const { weekStart } = usePersonal();
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      await needEntries(span);
      await needDays([...new Set([span.from, span.to].map((at) => new Date(at).getUTCFullYear()))]);
      for (const by of [1, -1] as const) {
        await afterFirstKeys(IDLE_WITHIN_MS);
        if (isOver) return;
        const middle = (span.from + span.to) / 2;
        await needEntries(spanOf(view, stepped(view, middle, by, zone), zone, weekStart));
      }
    };
    read().catch(showFailure);
    return () => void (isOver = true);
  }, [span, view, zone, weekStart]);
}
