import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../../text/t.ts';
import styles from './additions-form.module.css';

interface Props {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onPause: (because: string) => void;
  readonly onClose: () => void;
}

/** Pauses a channel and says why, for whoever looks next. */
export function PauseForm({ name, isOpen, onPause, onClose }: Props): ReactNode {
  const [because, setBecause] = useState('');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.health.pauseTitle(name)}
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onPause(because);
        }}
      >
        <p>{t.health.pauseText}</p>
        <TextInput
          label={t.health.pauseReason}
          description={t.health.pauseReasonHint}
          maxLength={200}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit">{t.channels.pause}</Button>
      </form>
    </Modal>
  );
}
