import type { ReactNode } from 'react';
import styles from './screen.module.css';

interface Props {
  readonly title: string;
  readonly actions?: ReactNode;
  /** `page`: a readable column that scrolls. `full`: the content fills the window. */
  readonly width?: 'page' | 'full';
  readonly children: ReactNode;
}

/** The frame of every screen: one title, its actions, its content. */
export function Screen({ title, actions, width = 'page', children }: Props): ReactNode {
  return (
    <section className={styles.screen} data-width={width} aria-label={title}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
