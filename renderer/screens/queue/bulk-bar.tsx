import { Button, Modal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { IconArrowsExchange, IconBan, IconClockEdit, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { t } from '../../text/t.ts';
import { BulkChannel } from './bulk-channel.tsx';
import { notSent, thrownAway } from '#shared/posts/bulk-commands.ts';
import { BulkMove } from './bulk-move.tsx';
import { ChooseAll } from './choose-all.tsx';
import { postsOf, runBulk } from './run-bulk.ts';
import type { useChosen } from './use-chosen.ts';
import styles from './bulk-bar.module.css';

/** What can be done with what is chosen. It keeps its place, so that nothing jumps when the first row is chosen. */
export function BulkBar({ selection }: { readonly selection: ReturnType<typeof useChosen> }): ReactNode {
  const { chosen } = selection;
  const [asks, setAsks] = useState<'move' | 'channel'>();
  const close = (): void => setAsks(undefined);
  const posts = new Set(chosen.map(({ post }) => post)).size;
  const isNone = chosen.length === 0;

  const cancel = (): void => void runBulk(notSent(chosen), t.bulk.canceled);
  const remove = (): void => {
    if (isNone) return;
    modals.openConfirmModal({
      title: t.bulk.deleteTitle(posts),
      children: t.bulk.deleteText,
      labels: { confirm: t.bulk.delete, cancel: t.app.cancel },
      onConfirm: () =>
        void postsOf(chosen)
          .then((found) => runBulk(thrownAway(found), t.bulk.deleted))
          .catch(showFailure),
    });
  };
  useHotkeys([['Delete', remove]]);

  return (
    <div className={styles.bar} role="toolbar" aria-label={t.bulk.bar}>
      <ChooseAll selection={selection} name={t.bulk.selectAll} />
      {!isNone && (
        <div className={styles.actions}>
          <Button
            variant="default"
            leftSection={<IconClockEdit size={16} aria-hidden />}
            onClick={() => setAsks('move')}
          >
            {t.bulk.move}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={16} aria-hidden />}
            onClick={() => setAsks('channel')}
          >
            {t.bulk.channel}
          </Button>
          <Button variant="default" leftSection={<IconBan size={16} aria-hidden />} onClick={cancel}>
            {t.bulk.cancel}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
            {t.bulk.delete}
          </Button>
        </div>
      )}
      <Modal
        opened={asks !== undefined && !isNone}
        onClose={close}
        title={asks === 'channel' ? t.bulk.channel : t.bulk.move}
        closeButtonProps={{ 'aria-label': t.app.close }}
      >
        {asks === 'channel' ? (
          <BulkChannel chosen={chosen} onDone={close} />
        ) : (
          <BulkMove chosen={chosen} onDone={close} />
        )}
      </Modal>
    </div>
  );
}
