import { Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { openPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { longDay } from '../../text/moments.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { MonthEntry } from './entry.tsx';

export interface MoreOf {
  readonly day: Date;
  readonly entries: readonly CalendarEntry[];
  /** Where the “more” button is, in the window. */
  readonly beside: DOMRect;
}

interface Props {
  readonly more: MoreOf;
  readonly onDrag: (entry: CalendarEntry | undefined) => void;
  readonly onClose: () => void;
}

/** All posts of a day that has more than fit. They can be dragged out of the list on to another day. */
export function MoreList({ more, onDrag, onClose }: Props): ReactNode {
  const zone = useZone();
  const [isDragging, setDragging] = useState(false);
  const day = longDay(more.day.getTime(), zone);
  const { left, top, width, height } = more.beside;
  return (
    <Popover
      opened
      onDismiss={onClose}
      trapFocus
      returnFocus
      position="bottom"
      shadow="md"
      width={340}
      withinPortal={false}
    >
      <Popover.Target>
        <span className="more-anchor" style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown className="more-list" data-dragging={isDragging} aria-label={day}>
        <p className="more-day">{day}</p>
        <ul>
          {more.entries.map((entry) => (
            <li key={entry.view.post.id} className={`rbc-event entry entry-${entry.progress}`}>
              <MonthEntry
                event={entry}
                outside={{
                  draggable: entry.isMovable,
                  onClick: () => openPost(entry.view.post.id),
                  onDragStart: () => {
                    onDrag(entry);
                    // The list makes way only once the browser has taken its picture of what is dragged.
                    requestAnimationFrame(() => setDragging(true));
                  },
                  onDragEnd: () => {
                    onDrag(undefined);
                    onClose();
                  },
                }}
              />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
