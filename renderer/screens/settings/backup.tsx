import { Button, Checkbox, NumberInput, Switch } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { CallInput, CallOutput } from '#shared/ipc/contract.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useZone } from '../../state/settings.store.ts';
import { nearMoment } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { useTicking } from '../../ui/use-ticking.ts';
import { RestoreBackup } from './restore-backup.tsx';
import { Group, Section } from './section.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import styles from './settings.module.css';

/** Copies of everything: by themselves, now, and back again. */
export function Backup(): ReactNode {
  return (
    <Section id="backup">
      <Daily />
      <Now />
      <RestoreBackup />
    </Section>
  );
}

type Known = CallOutput<'backup.read'>;

function Daily(): ReactNode {
  const zone = useZone();
  const [known, setKnown] = useState<Known>();
  const read = useCallback(() => call('backup.read', undefined).then(setKnown, showFailure), []);
  useEffect(() => void read(), [read]);
  const change = (wanted: CallInput<'backup.setPlan'>): void => {
    call('backup.setPlan', wanted).then(read, showFailure);
  };
  const chooseFolder = (usual: boolean): void => {
    call('backup.chooseFolder', { usual }).then(read, showFailure);
  };
  const plan = known?.plan;
  const last = known?.daily[0];
  const lastAt = useTicking((now) => (last === undefined ? '' : nearMoment(last.at, zone, now)));
  return (
    <Group title={t.settings.backupDaily} hint={t.settings.backupDailyHint}>
      <Switch
        className={styles.switch ?? ''}
        label={t.settings.backupOn}
        checked={plan?.isOn === true}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
      />
      {plan?.isOn === true && (
        <>
          <Keep key={plan.keep} keep={plan.keep} onChange={(keep) => change({ keep })} />
          <Checkbox
            label={t.settings.backupFiles}
            description={t.settings.backupFilesHint}
            checked={plan.withFiles}
            onChange={(event) => change({ withFiles: event.currentTarget.checked })}
          />
          <div className={styles.field}>
            <span className={styles.label}>{t.settings.backupFolder}</span>
            <span className={styles.path}>{plan.folder}</span>
            <div className={styles.actionsStart}>
              <Button variant="default" onClick={() => chooseFolder(false)}>
                {t.settings.backupFolderChoose}
              </Button>
              {!plan.isUsualFolder && (
                <Button variant="subtle" onClick={() => chooseFolder(true)}>
                  {t.settings.backupFolderUsual}
                </Button>
              )}
              {plan.isUsualFolder && (
                <Button
                  variant="subtle"
                  onClick={() => void call('program.showFolder', { which: 'backups' }).catch(showFailure)}
                >
                  {t.settings.storageShow}
                </Button>
              )}
            </div>
          </div>
        </>
      )}
      {known && (
        <p className={styles.note}>
          {last === undefined ? t.settings.backupNone : t.settings.backupLast(lastAt, sizeText(last.bytes))}
        </p>
      )}
    </Group>
  );
}

const MOST = 90;

function Keep({ keep, onChange }: { readonly keep: number; readonly onChange: (keep: number) => void }): ReactNode {
  const [typed, setTyped] = useState<string | number>(keep);
  const { touch, leave } = useLeaving(() => {
    const wanted = Number(typed);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST) return setTyped(keep);
    if (wanted !== keep) onChange(wanted);
  });
  return (
    <NumberInput
      label={t.settings.backupKeep}
      min={1}
      max={MOST}
      allowDecimal={false}
      value={typed}
      onChange={(wanted) => {
        touch();
        setTyped(wanted);
      }}
      onBlur={leave}
    />
  );
}

function Now(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    try {
      const { written } = await call('backup.write', { withFiles: true });
      if (written === undefined) return;
      const text = written.missing === 0 ? '' : t.settings.backupMissing(written.missing);
      showSuccess(t.settings.backupWritten(sizeText(written.bytes), written.path), { id: 'backup', text });
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group title={t.settings.backupNow} hint={t.settings.backupNowHint}>
      <div className={styles.actionsStart}>
        <Button variant="default" loading={isBusy} onClick={() => void write()}>
          {t.settings.backupWrite}
        </Button>
      </div>
    </Group>
  );
}
