import { ActionIcon, Button, Kbd, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import {
  keyNames,
  keysPressed,
  refusalOfKeys,
  SHORTCUT_IDS,
  SHORTCUTS,
  type KeysRefusal,
  type ShortcutId,
} from '#shared/keys/shortcuts.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { usePersonal } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { IS_MAC, keysText, useKeys } from '../../ui/use-shortcut.ts';
import { call } from '../../ipc.ts';
import { setPersonal } from './save-settings.ts';
import { Group, Section } from './section.tsx';
import styles from './settings.module.css';

/** Every shortcut, to be found by its words or its keys; the main ones can be changed. */
export function Keyboard(): ReactNode {
  const [search, setSearch] = useState('');
  const [listening, listenFor] = useState<ShortcutId>();
  const keys = useKeys();
  const { keys: chosen } = usePersonal();
  const fits = (words: string): boolean => words.toLowerCase().includes(search.trim().toLowerCase());
  const own = SHORTCUT_IDS.filter((id) => fits(`${t.keys[id]} ${keysText(keys[id])}`));
  const fixed = t.shortcuts.filter((one) => fits(`${one.does} ${one.keys.map(keyName).join(' ')}`));
  const resetAll = (): void => {
    setPersonal({ keys: {} });
    showUndo('keys', t.settings.keysWereReset, () => call('settings.setPersonal', { keys: chosen }));
  };
  return (
    <Section id="keyboard">
      <Group title={t.app.shortcuts} hint={t.settings.keysHint}>
        <TextInput
          aria-label={t.settings.keysSearch}
          placeholder={t.settings.keysSearch}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {own.length > 0 && (
          <ul className={styles.keys} aria-label={t.app.shortcuts}>
            {own.map((id) => (
              <KeyLine key={id} id={id} isListening={listening === id} listenFor={listenFor} />
            ))}
          </ul>
        )}
        {fixed.length > 0 && (
          <div>
            <p className={styles.keysHead}>{t.settings.keysFixed}</p>
            <ul className={styles.keys} aria-label={t.settings.keysFixed}>
              {fixed.map((one) => (
                <li key={`${one.does}-${one.keys.join()}`} className={styles.keyLine}>
                  <span>{one.does}</span>
                  <Combination names={one.keys.map(keyName)} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {own.length + fixed.length === 0 && <p className={styles.note}>{t.settings.keysNothing}</p>}
        {Object.keys(chosen).length > 0 && (
          <div className={styles.actions}>
            <Button variant="default" onClick={resetAll}>
              {t.settings.keysResetAll}
            </Button>
          </div>
        )}
      </Group>
    </Section>
  );
}

interface KeyLineProps {
  readonly id: ShortcutId;
  readonly isListening: boolean;
  readonly listenFor: (id: ShortcutId | undefined) => void;
}

function KeyLine({ id, isListening, listenFor }: KeyLineProps): ReactNode {
  const [refusal, setRefusal] = useState<KeysRefusal>();
  const now = useKeys();
  const { keys: chosen } = usePersonal();
  const set = (keys: string): void => {
    const { [id]: _before, ...others } = chosen;
    setPersonal({ keys: keys === SHORTCUTS[id] ? others : { ...others, [id]: keys } });
  };
  const stop = (): void => listenFor(undefined);
  const hear = (event: KeyboardEvent): void => {
    if (!isListening || event.key === 'Tab') return;
    // Pressed here, keys do nothing else.
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    if (event.key === 'Escape') return stop();
    const pressed = keysPressed(event, IS_MAC);
    if (pressed === undefined) return;
    const why = refusalOfKeys(id, pressed, now);
    setRefusal(why);
    if (why !== undefined) return;
    set(pressed);
    stop();
  };
  const does = t.keys[id];
  return (
    <li className={styles.keyLine}>
      <span>{does}</span>
      <Button
        variant={isListening ? 'light' : 'subtle'}
        color={isListening ? 'tide' : 'gray'}
        onClick={() => {
          setRefusal(undefined);
          listenFor(isListening ? undefined : id);
        }}
        onKeyDown={hear}
        onBlur={() => isListening && stop()}
      >
        {isListening ? (
          t.settings.keysPress
        ) : (
          <>
            <span className="screen-reader-only">{t.settings.keysChangeOne(does, keysText(now[id]))}</span>
            <span aria-hidden>
              <Combination names={keyNames(now[id], IS_MAC)} />
            </span>
          </>
        )}
      </Button>
      {chosen[id] !== undefined && (
        <ActionIcon aria-label={t.settings.keysReset(does)} onClick={() => set(SHORTCUTS[id])}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      )}
      {refusal !== undefined && (
        <p className={styles.refusal} role="alert">
          {refusalText(refusal)}
        </p>
      )}
    </li>
  );
}

function Combination({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <span className={styles.combination}>
      {names.map((name) => (
        <Kbd key={name}>{name}</Kbd>
      ))}
    </span>
  );
}

function keyName(key: string): string {
  if (key !== 'mod') return key;
  return IS_MAC ? '⌘' : 'Ctrl';
}

function refusalText(refusal: KeysRefusal): string {
  const words = t.settings.keysRefusal;
  switch (refusal.why) {
    case 'not-keys':
      return words.notKeys;
    case 'needs-mod':
      return words.needsMod(keyName('mod'));
    case 'system':
      return words.system;
    case 'taken':
      return words.taken(t.keys[refusal.by]);
  }
}
