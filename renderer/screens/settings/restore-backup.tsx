import { Button, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CallOutput } from '#shared/ipc/contract.ts';
import type { FailureValue } from '#shared/failures.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { failureOf } from '../../failures/failure-words.ts';
import { call } from '../../ipc.ts';
import { useZone } from '../../state/settings.store.ts';
import { nearMoment } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { useTicking } from '../../ui/use-ticking.ts';
import { Group } from './section.tsx';
import styles from './settings.module.css';

type Chosen = NonNullable<CallOutput<'backup.choose'>['chosen']>;

/** The way back to a backup: chosen, looked at, and only then done. */
export function RestoreBackup(): ReactNode {
  const [chosen, setChosen] = useState<Chosen>();
  const [failure, setFailure] = useState<FailureValue>();
  const [isBusy, setBusy] = useState(false);
  const watched = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const choose = (): Promise<void> =>
    watched(async () => {
      const answer = await call('backup.choose', undefined);
      setChosen(answer.chosen);
    });
  const restore = (id: string): Promise<void> => watched(() => call('backup.restore', { id }));
  const close = (): void => {
    setChosen(undefined);
    setFailure(undefined);
  };
  return (
    <Group title={t.settings.restore} hint={t.settings.restoreHint}>
      {failure && chosen === undefined && <FailureNotice failure={failure} withoutAction />}
      <div className={styles.actionsStart}>
        <Button variant="default" loading={isBusy && chosen === undefined} onClick={() => void choose()}>
          {t.settings.restoreChoose}
        </Button>
      </div>
      <Modal
        opened={chosen !== undefined}
        onClose={close}
        title={t.settings.restoreTitle}
        closeButtonProps={{ 'aria-label': t.app.close }}
      >
        {chosen && (
          <div className={styles.form}>
            <About chosen={chosen} />
            <p className={styles.note}>{t.settings.restoreWhat}</p>
            {failure && <FailureNotice failure={failure} withoutAction />}
            <div className={styles.actions}>
              <Button variant="default" onClick={close} data-autofocus>
                {t.app.cancel}
              </Button>
              <Button loading={isBusy} onClick={() => void restore(chosen.id)}>
                {t.settings.restoreGo}
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </Group>
  );
}

function About({ chosen }: { readonly chosen: Chosen }): ReactNode {
  const zone = useZone();
  const made = useTicking((now) => nearMoment(chosen.madeAt, zone, now));
  return (
    <dl className={styles.about}>
      <dt>{t.settings.restoreMade}</dt>
      <dd>{made}</dd>
      <dt>{t.settings.restorePosts}</dt>
      <dd>{chosen.posts}</dd>
      <dt>{t.settings.restoreChannels}</dt>
      <dd>{chosen.channels}</dd>
      <dt>{t.settings.restoreFiles}</dt>
      <dd>{chosen.hasFiles ? chosen.files : t.settings.restoreNoFiles}</dd>
    </dl>
  );
}
