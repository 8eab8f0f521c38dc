import { IconFlask } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { usePractice } from '../state/practice.store.ts';
import { t } from '../text/t.ts';
import styles from './practice-bar.module.css';

/** Stands over everything in the practice workspace, so that nobody ever takes it for a real one. */
export function PracticeBar(): ReactNode {
  const isOffline = usePractice((state) => state.isOffline);
  useEffect(() => {
    document.title = `${t.workspaces.practiceShort} · ${t.app.name}`;
    document.documentElement.dataset['practice'] = '';
  }, []);
  return (
    <div className={styles.bar} role="note">
      <IconFlask size={18} aria-hidden />
      <strong>{t.workspaces.practice}</strong>
      <span className={styles.text}>{isOffline ? t.practice.barOffline : t.practice.bar}</span>
    </div>
  );
}
