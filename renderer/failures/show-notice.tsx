import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { failureOf, failureSentence } from './failure-words.ts';
import { offeredAction, type Action, type Concerned } from './offered-action.ts';
import styles from './show-notice.module.css';

// Notices in the corner of the window. Anything thrown can be given to `showFailure`.

const UNDO_MS = 10_000;
const GOOD_MS = 5_000;
const BAD_MS = 14_000;

export function showFailure(thrown: unknown, concerned: Concerned = {}): void {
  const failure = failureOf(thrown);
  const action = offeredAction(failure, concerned);
  showProblem(undefined, failureSentence(failure), { id: `failure-${failure.code}`, ...(action && { action }) });
}

export function showProblem(title: string | undefined, text: string, more: { id: string; action?: Action }): void {
  put(more.id, {
    color: 'brick',
    title,
    icon: <IconAlertTriangle size={18} />,
    message: <Message id={more.id} text={text} action={more.action} />,
    autoClose: BAD_MS,
  });
}

export function showSuccess(title: string, more?: { id: string; text: string }): void {
  put(more?.id ?? `good-${title}`, {
    color: 'tide',
    title,
    icon: <IconCheck size={18} />,
    message: more?.text ?? '',
    autoClose: GOOD_MS,
  });
}

/**
 * Says what was done to `thing` and offers to take it back. Only the last thing done to it can be taken back: what
 * came before would be taken back to a state that is no longer the one before. `onOver` hears that it cannot be taken
 * back any more: the notice is gone, and nobody did.
 */
export function showUndo(
  thing: string,
  text: string,
  undo: () => Promise<unknown>,
  onOver: () => void = () => undefined,
): void {
  const id = `undo-${thing}`;
  let isUndone = false;
  const run = (): Promise<void> => {
    isUndone = true;
    return undo().then(() => undefined, showFailure);
  };
  // A notice closes just before what its button does.
  const onClose = (): void => queueMicrotask(() => !isUndone && onOver());
  put(id, {
    onClose,
    color: 'tide',
    title: undefined,
    icon: <IconArrowBackUp size={18} />,
    message: <Message id={id} text={text} action={{ label: t.app.undo, run }} />,
    autoClose: UNDO_MS,
  });
}

/** What was done to `thing` has been taken back another way, or cannot be any more. */
export function forgetUndo(thing: string): void {
  notifications.hide(`undo-${thing}`);
}

interface Notice {
  readonly color: string;
  readonly title: string | undefined;
  readonly icon: ReactNode;
  readonly message: ReactNode;
  readonly autoClose: number;
  readonly onClose?: () => void;
}

/** The same notice twice is one notice. */
function put(id: string, { title, ...notice }: Notice): void {
  const shown = {
    id,
    ...notice,
    ...(title === undefined ? {} : { title }),
    withBorder: true,
    closeButtonProps: { 'aria-label': t.app.close },
  };
  notifications.hide(id);
  notifications.show(shown);
}

function Message({
  id,
  text,
  action,
}: {
  readonly id: string;
  readonly text: string;
  readonly action: Action | undefined;
}): ReactNode {
  const run = (): void => {
    notifications.hide(id);
    Promise.resolve(action?.run()).catch(showFailure);
  };
  return (
    <div className={styles.message}>
      <span>{text}</span>
      {action && (
        <Button size="compact-sm" variant="light" onClick={run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
