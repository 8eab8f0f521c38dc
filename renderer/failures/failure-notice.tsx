import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FailureValue } from '#shared/failures.ts';
import { failureSentence } from './failure-words.ts';
import { offeredAction, type Concerned } from './offered-action.ts';
import { showFailure } from './show-notice.tsx';
import styles from './failure-notice.module.css';

interface Props {
  readonly failure: FailureValue;
  readonly about?: Concerned;
  /** In a place where the action already stands, the sentence is enough. */
  readonly withoutAction?: boolean;
}

/** A failure in its place: what happened, and the one offered action as a button. */
export function FailureNotice({ failure, about = {}, withoutAction = false }: Props): ReactNode {
  const action = withoutAction ? undefined : offeredAction(failure, about);
  return (
    <div className={styles.notice} role="alert">
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <p className={styles.text}>{failureSentence(failure)}</p>
      {action && (
        <Button
          className={styles.action ?? ''}
          size="compact-sm"
          variant="default"
          onClick={() => void Promise.resolve(action.run()).catch((thrown: unknown) => showFailure(thrown, about))}
        >
          {action.label}
        </Button>
      )}
    </div>
  );
}
