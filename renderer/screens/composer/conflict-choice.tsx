import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { TextConflict } from '#shared/posts/post.ts';
import { t } from '../../text/t.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './conflict-choice.module.css';

interface Props {
  readonly writing: Writing;
  readonly conflict: TextConflict;
}

/** Two texts that cannot both stand, side by side; a person chooses, or keeps what they made of both. */
export function ConflictChoice({ writing, conflict }: Props): ReactNode {
  const inField = useStore(writing.store, (state) =>
    textShown(state, { kind: 'part', place: conflict.place, segment: conflict.segment }),
  );
  const settle = (text: string): void => void writing.settle(conflict, text);
  const isThird = inField !== conflict.mine && inField !== conflict.theirs;
  return (
    <div className={styles.conflict} role="group" aria-label={t.composer.conflictTitle}>
      <p className={styles.title}>
        <IconGitMerge size={18} aria-hidden />
        {t.composer.conflictTitle}
      </p>
      <p>{t.composer.conflictHint}</p>
      <div className={styles.texts}>
        <Text name={t.composer.conflictMine} text={conflict.mine} keep={t.composer.keepEarlier} onKeep={settle} />
        <Text name={t.composer.conflictTheirs} text={conflict.theirs} keep={t.composer.keepLater} onKeep={settle} />
      </div>
      {isThird && (
        <Button variant="default" onClick={() => settle(inField)}>
          {t.composer.conflictEditor}
        </Button>
      )}
    </div>
  );
}

interface TextProps {
  readonly name: string;
  readonly text: string;
  readonly keep: string;
  readonly onKeep: (text: string) => void;
}

function Text({ name, text, keep, onKeep }: TextProps): ReactNode {
  return (
    <div className={styles.text}>
      <p className={styles.name}>{name}</p>
      <p className={styles.words} dir="auto">
        {text}
      </p>
      <Button variant="light" onClick={() => onKeep(text)}>
        {keep}
      </Button>
    </div>
  );
}
