import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import { usePlanEntries } from '../../state/plan-entries.store.ts';
import { longDay } from '../../text/moments.ts';
import { EntryLine } from './entry.tsx';
import type { EntryLook } from './entry-look.ts';
import styles from './more-list.module.css';

export interface MoreOf {
  /** An instant of the day. */
  readonly day: number;
  readonly ids: readonly PostId[];
  /** Where the “more” button is, in the window. */
  readonly beside: DOMRect;
}

interface Props {
  readonly more: MoreOf;
  readonly look: EntryLook;
  readonly onOpen: (id: PostId, beside: DOMRect) => void;
  readonly onClose: () => void;
}

/** Posts of a day that has more than fit. They can be dragged out of the list on to another day. */
export function MoreList({ more, look, onOpen, onClose }: Props): ReactNode {
  const byId = usePlanEntries((state) => state.byId);
  const entries = more.ids.flatMap((id) => byId.get(id) ?? []);
  const day = longDay(more.day, look.zone);
  const { left, top, width, height } = more.beside;
  return (
    <Popover
      opened
      onDismiss={onClose}
      trapFocus
      returnFocus
      withRoles={false}
      position="bottom"
      shadow="md"
      width={340}
      withinPortal={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={styles.anchor} style={{ left, top, width, height }} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" className={styles.list ?? ''} aria-label={day}>
        <p className={styles.day}>{day}</p>
        <ul>
          {entries.map((entry) => (
            <li key={entry.id}>
              <EntryLine entry={entry} look={look} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
