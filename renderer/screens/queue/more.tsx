import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { mayHaveMore, readMore, useQueue, type QueuePart } from '../../state/queue.store.ts';
import { t } from '../../text/t.ts';

/** Reads more rows of a part of the queue, while there are some. */
export function More({ part }: { readonly part: QueuePart }): ReactNode {
  const hasMore = useQueue((state) => mayHaveMore(state.parts[part]));
  if (!hasMore) return null;
  return (
    <Button variant="subtle" onClick={() => void readMore(part).catch(showFailure)}>
      {t.app.showMore}
    </Button>
  );
}
