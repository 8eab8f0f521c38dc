import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  readonly icon: ReactNode;
  readonly title?: string;
  readonly text: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** A place with nothing in it yet, and what to do about that. */
export function EmptyState({ icon, title, text, children }: Props): ReactNode {
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      <p className={styles.text}>{text}</p>
      {children}
    </div>
  );
}
