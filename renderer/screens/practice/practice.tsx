import type { ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { Arrivals } from './arrivals.tsx';
import { Networks } from './networks.tsx';
import { Trouble } from './trouble.tsx';
import styles from './practice.module.css';

/** Where the practice workspace begins: its networks, what arrived on them, and trouble to order. */
export function Practice(): ReactNode {
  return (
    <Screen title={t.practice.arrived} width="full">
      <div className={styles.columns}>
        <Arrivals />
        <aside className={styles.side}>
          <Networks />
          <Trouble />
        </aside>
      </div>
    </Screen>
  );
}
