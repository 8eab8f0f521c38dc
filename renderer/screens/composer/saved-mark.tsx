import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudCheck, IconDots, IconGitMerge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { never } from '#shared/assert.ts';
import { failureSentence } from '../../failures/failure-words.ts';
import { t } from '../../text/t.ts';
import { savingOf, type Saving, type WritingState } from './writing.ts';
import styles from './saved-mark.module.css';

/** Whether the library has every word. */
export function SavedMark({
  store,
  retry,
}: {
  readonly store: StoreApi<WritingState>;
  readonly retry: () => void;
}): ReactNode {
  const saving = useStore(store, savingOf);
  const failure = useStore(store, (state) => state.failure);
  const [icon, words] = look(saving);
  return (
    <span className={styles.mark} data-saving={saving}>
      <span className={styles.words} role="status">
        {icon}
        {words}
        {failure && <span className={styles.reason}>{failureSentence(failure)}</span>}
      </span>
      {saving === 'not-saved' && (
        <Button size="compact-sm" variant="light" color="brick" onClick={retry}>
          {t.app.tryAgain}
        </Button>
      )}
    </span>
  );
}

function look(saving: Saving): [ReactNode, string] {
  switch (saving) {
    case 'nothing':
      return [<IconCloudCheck key="icon" size={16} aria-hidden />, t.composer.nothingYet];
    case 'saved':
      return [<IconCloudCheck key="icon" size={16} aria-hidden />, t.composer.saved];
    case 'saving':
      return [<IconDots key="icon" size={16} aria-hidden />, t.composer.saving];
    case 'not-saved':
      return [<IconAlertTriangle key="icon" size={16} aria-hidden />, t.composer.notSaved];
    case 'choose':
      return [<IconGitMerge key="icon" size={16} aria-hidden />, t.composer.waiting];
    default:
      return never(saving);
  }
}
