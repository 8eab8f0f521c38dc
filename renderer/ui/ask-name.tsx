import { Button, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type ReactNode } from 'react';
import { showFailure } from '../failures/show-notice.tsx';
import styles from './ask-name.module.css';

interface Question {
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  readonly start?: string;
  readonly longest: number;
  readonly then: (name: string) => Promise<unknown>;
}

/** Asks for a name in a dialog, and does something with it. */
export function askName(question: Question): void {
  const id = `name-${crypto.randomUUID()}`;
  modals.open({
    modalId: id,
    title: question.title,
    children: <NameForm {...question} close={() => modals.close(id)} />,
  });
}

function NameForm({ label, confirm, start = '', longest, then, close }: Question & { close: () => void }): ReactNode {
  const [name, setName] = useState(start);
  const wanted = name.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') then(wanted).then(close, showFailure);
      }}
    >
      <TextInput
        label={label}
        value={name}
        maxLength={longest}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" disabled={wanted === ''}>
        {confirm}
      </Button>
    </form>
  );
}
