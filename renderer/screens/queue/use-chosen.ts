import { useHotkeys } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { chosenBetween } from './choose-range.ts';

interface How {
  /** Which rows may be chosen; those that have not been touched yet unless it says otherwise. */
  readonly may?: (publication: Publication) => boolean;
  /** One list of a screen has the keys that choose all and none. */
  readonly hasKeys?: boolean;
}

/** Which rows are chosen, by click, by Shift and by keyboard. What leaves the queue is no longer chosen. */
export function useChosen(entries: readonly QueueEntry[], { may = mayChoose, hasKeys = true }: How = {}) {
  const [ids, setIds] = useState<ReadonlySet<PublicationId>>(new Set());
  const last = useRef<PublicationId>(undefined);
  const open = useMemo(() => entries.map((entry) => entry.publication).filter(may), [entries, may]);
  const chosen = useMemo(() => open.filter((one) => ids.has(one.id)), [open, ids]);

  const choose = (id: PublicationId, isOn: boolean, isRange: boolean): void => {
    const order = open.map((one) => one.id);
    setIds(chosenBetween(ids, order, isRange ? last.current : undefined, id, isOn));
    last.current = id;
  };
  const all = (): void => setIds(new Set(open.map((one) => one.id)));
  const none = (): void => setIds(new Set());
  useHotkeys(
    hasKeys
      ? [
          ['mod+A', all],
          ['Escape', none],
        ]
      : [],
  );
  return {
    chosen,
    choose,
    all,
    none,
    canChoose: open.length > 0,
    isAll: open.length > 0 && chosen.length === open.length,
  };
}

/** Only what has not been touched yet can be changed. */
export function mayChoose(publication: Publication): boolean {
  return publication.state === 'scheduled';
}
