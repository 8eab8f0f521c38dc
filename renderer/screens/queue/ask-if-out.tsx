import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { mayBeOut } from '#shared/publishing/decide-together.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { channelOf } from '../../state/channels.store.ts';
import { ABOVE_NOTICES } from '../../theme/theme.ts';
import { t } from '../../text/t.ts';
import styles from './bulk-bar.module.css';

/** What may be out already is not given another time, nor sent, before somebody says that they looked. */
export function askIfOut(publications: readonly Publication[], goOn: () => void): void {
  const doubtful = publications.filter(mayBeOut);
  if (doubtful.length === 0) return goOn();
  modals.openConfirmModal({
    // It may be asked from a dialog that stays open behind it.
    zIndex: ABOVE_NOTICES + 1,
    title: t.queue.confirmAgainTitle,
    children: <Where publications={doubtful} />,
    labels: { confirm: t.queue.confirmAgainYes, cancel: t.app.cancel },
    onConfirm: goOn,
  });
}

function Where({ publications }: { readonly publications: readonly Publication[] }): ReactNode {
  const channels = Map.groupBy(publications, ({ channel }) => channel);
  return (
    <>
      <p className={styles.hint}>{t.bulk.mayBeOut(publications.length)}</p>
      <ul className={styles.where}>
        {[...channels].map(([id, list]) => {
          const channel = channelOf(id);
          return (
            <li key={id}>
              <bdi>{channel === undefined ? '…' : channelName(channel)}</bdi>: {list.length}
            </li>
          );
        })}
      </ul>
    </>
  );
}
