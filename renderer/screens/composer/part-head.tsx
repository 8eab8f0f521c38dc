import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowMerge, IconGripVertical, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { SegmentId } from '#shared/posts/post.ts';
import { t } from '../../text/t.ts';
import styles from './part-editor.module.css';

export interface HeadActs {
  readonly onRemove: (part: SegmentId) => void;
  readonly onTake: (event: PointerEvent, part: SegmentId) => void;
  readonly onKey: (event: KeyboardEvent, part: SegmentId) => void;
  /** Whether the keyboard has just moved this part: then its handle has the focus again. */
  readonly arrived: (part: SegmentId) => boolean;
}

interface Props extends HeadActs {
  readonly segment: SegmentId;
  readonly number: number;
  readonly of: number;
  readonly onJoin: () => void;
}

/** Which part of a thread it is, and what can be done with it as a whole. */
export function PartHead({ segment, number, of, onJoin, onRemove, onTake, onKey, arrived }: Props): ReactNode {
  const handle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (arrived(segment)) handle.current?.focus();
  }, [arrived, segment, number]);
  return (
    <div className={styles.head}>
      <Tooltip label={t.composer.movePartKeys}>
        <ActionIcon
          ref={handle}
          size="md"
          className={styles.handle ?? ''}
          aria-label={t.composer.movePart(number)}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onPointerDown={(event) => onTake(event, segment)}
          onKeyDown={(event) => onKey(event, segment)}
        >
          <IconGripVertical size={16} />
        </ActionIcon>
      </Tooltip>
      <span className={styles.which}>{t.composer.part(number, of)}</span>
      {number > 1 && (
        <Tooltip label={t.composer.joinPart(number)}>
          <ActionIcon size="md" aria-label={t.composer.joinPart(number)} onClick={onJoin}>
            <IconArrowMerge size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t.composer.removePart(number)}>
        <ActionIcon size="md" aria-label={t.composer.removePart(number)} onClick={() => onRemove(segment)}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
