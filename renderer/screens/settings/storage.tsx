import { Alert, Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import { Group, Section } from './section.tsx';
import styles from './settings.module.css';

const PARTS = ['library', 'media', 'small', 'backups', 'logs', 'replaced'] as const;
type Freeing = 'storage.clearSmall' | 'storage.compact' | 'storage.removeReplaced';
/** A film and a day's work still fit. */
const LOW_BYTES = 1_000_000_000;

/** What lies where, and how to make room. */
export function Storage(): ReactNode {
  const [known, setKnown] = useState<CallOutput<'storage.read'>>();
  const [busy, setBusy] = useState<Freeing>();
  useEffect(() => {
    call('storage.read', undefined).then(setKnown, showFailure);
  }, []);
  const free = async (how: Freeing): Promise<void> => {
    setBusy(how);
    try {
      const { freed } = await call(how, undefined);
      showSuccess(freed === 0 ? t.settings.storageNothing : t.settings.storageFreed(sizeText(freed)));
      setKnown(await call('storage.read', undefined));
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setBusy(undefined);
    }
  };
  const hasReplaced = known !== undefined && known.replaced > 0;
  return (
    <Section id="storage">
      <Group title={t.settings.storageWhere} {...(known && { hint: known.folder })}>
        <dl className={styles.sizes}>
          {PARTS.filter((part) => part !== 'replaced' || hasReplaced).map((part) => (
            <div key={part} className={styles.size}>
              <dt>{t.settings.storageParts[part]}</dt>
              <dd>{known ? sizeText(known[part]) : '…'}</dd>
            </div>
          ))}
        </dl>
        {known && known.free >= LOW_BYTES && (
          <p className={styles.note}>{t.settings.storageFree(sizeText(known.free))}</p>
        )}
        {known && known.free < LOW_BYTES && (
          <Alert color="brick" icon={<IconAlertTriangle size={18} />}>
            {t.settings.storageLow(sizeText(known.free))}
          </Alert>
        )}
        <div className={styles.actionsStart}>
          <Button
            variant="default"
            onClick={() => void call('program.showFolder', { which: 'library' }).catch(showFailure)}
          >
            {t.settings.storageShow}
          </Button>
        </div>
      </Group>
      <Group title={t.settings.storageRoom}>
        <div className={styles.act}>
          <p className={styles.note}>{t.settings.storageClearHint}</p>
          <Button
            variant="default"
            loading={busy === 'storage.clearSmall'}
            onClick={() => void free('storage.clearSmall')}
          >
            {t.settings.storageClear}
          </Button>
        </div>
        <div className={styles.act}>
          <p className={styles.note}>{t.settings.storageCompactHint}</p>
          <Button variant="default" loading={busy === 'storage.compact'} onClick={() => void free('storage.compact')}>
            {t.settings.storageCompact}
          </Button>
        </div>
        {hasReplaced && (
          <div className={styles.act}>
            <p className={styles.note}>{t.settings.storageReplacedHint}</p>
            <Button
              variant="default"
              loading={busy === 'storage.removeReplaced'}
              onClick={() => askToRemove(() => void free('storage.removeReplaced'))}
            >
              {t.settings.storageReplaced}
            </Button>
          </div>
        )}
      </Group>
    </Section>
  );
}

/** It is the only copy of what was made after the backup. */
function askToRemove(remove: () => void): void {
  modals.openConfirmModal({
    title: t.settings.storageReplacedAsk,
    children: t.settings.storageReplacedText,
    labels: { confirm: t.settings.storageReplacedYes, cancel: t.app.cancel },
    confirmProps: { color: 'brick' },
    onConfirm: remove,
  });
}
