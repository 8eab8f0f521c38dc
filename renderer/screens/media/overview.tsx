import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { filterShelf, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';
import details from './details.module.css';
import styles from './overview.module.css';

/** What there is in all, while no file is chosen. */
export function Overview(): ReactNode {
  const overview = useShelf((state) => state.overview);
  if (overview === undefined) return null;
  const { all, unused } = overview;
  return (
    <aside className={`${details.pane} ${styles.pane}`} aria-label={t.media.inAll}>
      <h2 className={details.count}>{sizeText(all.bytes)}</h2>
      <p className={styles.soft}>{t.media.files(all.files)}</p>
      {unused.files > 0 && (
        <div className={styles.part}>
          <p>{t.media.unusedTakes(t.media.files(unused.files), sizeText(unused.bytes))}</p>
          <Button
            variant="default"
            onClick={() => void filterShelf({ use: 'unused', sort: 'largest' }).catch(showFailure)}
          >
            {t.media.showUnused}
          </Button>
        </div>
      )}
      <p className={styles.soft}>{t.media.pickOne}</p>
    </aside>
  );
}
