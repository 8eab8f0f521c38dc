import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { mediaKind } from '#shared/media/media.ts';
import { mediaAddress } from '#shared/media/picture-addresses.ts';
import { sidewaysOf } from '../../ui/sideways.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { entryAt, needPages, SHELF_PAGE, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';
import { FileFacts } from './file-facts.tsx';
import { KindIcon } from './kind-icon.tsx';
import styles from './preview.module.css';

interface Props {
  /** Which file of the shelf, counted from 0; `undefined` shows nothing. */
  readonly index: number | undefined;
  readonly onGo: (index: number) => void;
  readonly onClose: () => void;
}

/** One file, large, with its facts; arrows lead to the ones beside it. */
export function Preview({ index, onGo, onClose }: Props): ReactNode {
  const total = useShelf((state) => state.total);
  const entry = useShelf((state) => (index === undefined ? undefined : entryAt(state.pages, index)));
  useEffect(() => {
    if (index !== undefined) needPages([Math.floor(index / SHELF_PAGE)]).catch(showFailure);
  }, [index]);
  const press = (event: KeyboardEvent): void => {
    if (index === undefined) return;
    const next = index + sidewaysOf(event.key);
    if (next !== index && next >= 0 && next < total) onGo(next);
  };
  return (
    <Modal
      opened={index !== undefined}
      onClose={onClose}
      title={entry?.name ?? ''}
      size="min(70rem, 94vw)"
      closeButtonProps={{ 'aria-label': t.app.close }}
      onKeyDown={press}
    >
      {index !== undefined && entry !== undefined && (
        <div className={styles.body}>
          <div className={styles.stage}>
            {mediaKind(entry.mimeType) === 'image' ? (
              <img src={mediaAddress(entry.id)} alt={entry.alt ?? entry.name} />
            ) : (
              <span className={styles.other}>
                <KindIcon kind={mediaKind(entry.mimeType)} size={72} />
                {t.media.noPreview}
              </span>
            )}
          </div>
          <div className={styles.below}>
            <ActionIcon
              variant="default"
              aria-label={t.media.previous}
              disabled={index === 0}
              onClick={() => onGo(index - 1)}
            >
              <IconChevronLeft size={20} />
            </ActionIcon>
            <div className={styles.facts}>
              {entry.alt !== undefined && <p>{entry.alt}</p>}
              <FileFacts entry={entry} isWide />
            </div>
            <ActionIcon
              variant="default"
              aria-label={t.media.next}
              disabled={index >= total - 1}
              onClick={() => onGo(index + 1)}
            >
              <IconChevronRight size={20} />
            </ActionIcon>
          </div>
        </div>
      )}
    </Modal>
  );
}
