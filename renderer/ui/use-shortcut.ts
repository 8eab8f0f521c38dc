import { useHotkeys } from '@mantine/hooks';
import { keyNames, keysOf, type Keys, type ShortcutId } from '#shared/keys/shortcuts.ts';
import { useSettings } from '../state/settings.store.ts';

/** Keys are called by other names there. */
export const IS_MAC = navigator.userAgent.includes('Mac');

/** The keys that hold now: as they come, or as the person wants them. */
export function useKeys(): Keys {
  return keysOf(useSettings((state) => state.known?.personal.keys) ?? NONE);
}

const NONE = {};

/** Does it when its keys are pressed, also while a text is being written. */
export function useShortcut(id: ShortcutId, run: () => unknown): void {
  const keys = useKeys();
  useHotkeys([[keys[id], () => void run()]], []);
}

/** The keys of something, as one line: `Ctrl Shift F`. */
export function keysText(keys: string): string {
  return keyNames(keys, IS_MAC).join(' ');
}
