import { ActionIcon, Tooltip } from '@mantine/core';
import { forwardRef, type ReactNode } from 'react';
import styles from './part-tools.module.css';

interface Props {
  readonly name: string;
  /** The keys that do the same, as people read them. */
  readonly keys?: string;
  readonly onClick: () => void;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** One tool in the row under a text: a quiet icon with its name. */
export const ToolButton = forwardRef<HTMLButtonElement, Props>(function ToolButton(
  { name, keys, onClick, isOpen, children },
  ref,
) {
  return (
    <Tooltip label={keys === undefined ? name : `${name} (${keys})`}>
      <ActionIcon
        ref={ref}
        size={36}
        className={styles.tool ?? ''}
        aria-label={name}
        onClick={onClick}
        {...(isOpen !== undefined && { 'aria-expanded': isOpen })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
});
