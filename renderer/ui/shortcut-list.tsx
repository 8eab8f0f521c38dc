import { Button, Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { keyNames, SHORTCUT_IDS } from '#shared/keys/shortcuts.ts';
import { go } from '../state/route.store.ts';
import { t } from '../text/t.ts';
import { IS_MAC, useKeys } from './use-shortcut.ts';
import styles from './shortcut-list.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every shortcut, to be read; they are changed in the settings. */
export function ShortcutList({ isOpen, onClose }: Props): ReactNode {
  const keys = useKeys();
  const change = (): void => {
    onClose();
    void go({ screen: 'settings', section: 'keyboard' });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.app.shortcuts} closeButtonProps={{ 'aria-label': t.app.close }}>
      <dl className={styles.list}>
        {SHORTCUT_IDS.map((id) => (
          <Line key={id} does={t.keys[id]} keys={keyNames(keys[id], IS_MAC)} />
        ))}
        {t.shortcuts.map((one) => (
          <Line
            key={`${one.does}-${one.keys.join()}`}
            does={one.does}
            keys={one.keys.map((key) => (key === 'mod' ? (IS_MAC ? '⌘' : 'Ctrl') : key))}
          />
        ))}
      </dl>
      <Button variant="subtle" onClick={change}>
        {t.settings.keysChange}
      </Button>
    </Modal>
  );
}

function Line({ does, keys }: { readonly does: string; readonly keys: readonly string[] }): ReactNode {
  return (
    <div className={styles.line}>
      <dt>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
