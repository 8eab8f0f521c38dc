import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { FailureValue } from '#shared/failures.ts';
import { FailureNotice } from '../failures/failure-notice.tsx';
import { failureOf } from '../failures/failure-words.ts';
import { keepInMemory, sealWithPassphrase, useSecrets } from '../state/secrets.store.ts';
import { t } from '../text/t.ts';
import styles from './vault-gate.module.css';

/** Stands over everything until a person has said how sign-ins are kept, or has unlocked them. */
export function VaultGate(): ReactNode {
  const vault = useSecrets((state) => state.vault);
  const isOpen = vault === 'undecided' || vault === 'locked';
  const isLocked = vault === 'locked';
  return (
    <Modal
      opened={isOpen}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="lg"
      zIndex={1000}
      title={isLocked ? t.vault.lockedTitle : t.vault.undecidedTitle}
    >
      <Choice isLocked={isLocked} />
    </Modal>
  );
}

const SHORTEST = 8;

function Choice({ isLocked }: { readonly isLocked: boolean }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureValue>();

  const isShort = passphrase.length < SHORTEST;
  const isOther = !isLocked && repeated !== passphrase;

  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    await work()
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort && !isOther) void run(() => sealWithPassphrase(passphrase));
  };

  return (
    <div className={styles.gate}>
      <p>{isLocked ? t.vault.locked : t.vault.undecided}</p>
      <form className={styles.way} onSubmit={submit}>
        {!isLocked && (
          <div>
            <h3 className={styles.title}>{t.vault.passphraseTitle}</h3>
            <p className={styles.soft}>{t.vault.passphraseText}</p>
          </div>
        )}
        <PasswordInput
          label={t.vault.passphrase}
          value={passphrase}
          autoComplete="off"
          data-autofocus
          error={isTried && isShort && t.vault.tooShort}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {!isLocked && (
          <PasswordInput
            label={t.vault.repeat}
            value={repeated}
            autoComplete="off"
            error={isTried && !isShort && isOther && t.vault.notSame}
            onChange={(event) => setRepeated(event.currentTarget.value)}
          />
        )}
        {failure && <FailureNotice failure={failure} withoutAction />}
        <Button type="submit" loading={isBusy}>
          {isLocked ? t.vault.unlock : t.vault.usePassphrase}
        </Button>
      </form>
      <div className={styles.way}>
        <div>
          <h3 className={styles.title}>{t.vault.memoryTitle}</h3>
          <p className={styles.soft}>{isLocked ? t.vault.memoryInsteadText : t.vault.memoryText}</p>
        </div>
        <Button variant="default" disabled={isBusy} onClick={() => void run(keepInMemory)}>
          {isLocked ? t.vault.memoryInstead : t.vault.useMemory}
        </Button>
      </div>
    </div>
  );
}
