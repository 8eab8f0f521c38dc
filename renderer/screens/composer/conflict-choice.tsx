import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TextConflict } from '#shared/posts/post.ts';
import { t } from '../../text/en.ts';
import styles from './conflict-choice.module.css';

interface Props {
  readonly conflict: TextConflict;
  readonly inField: string;
  readonly settle: (text: string) => void;
}

/** Two texts that cannot both stand, side by side; a person chooses, or keeps what they made of both. */
export function ConflictChoice({ conflict, inField, settle }: Props): ReactNode {
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
      <p className={styles.words}>{text}</p>
      <Button variant="light" onClick={() => onKeep(text)}>
        {keep}
      </Button>
    </div>
  );
}
