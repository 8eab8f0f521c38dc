import { useEffect, useState } from 'react';

export interface Leaving {
  /** With every change of the field. */
  touch: (this: void) => void;
  /** When it loses the focus, or Enter is pressed in it. */
  leave: (this: void) => void;
}

/**
 * Of a field that is saved when it is left. A field that goes away with the focus in it is left as well: by Escape, by a key that leads
 * to another screen, or with the window. The browser tells nobody of that, and what was typed would be lost. `save` is
 * called once for what was typed since the last time.
 */
export function useLeaving(save: () => void): Leaving {
  const [field] = useState(newField);
  useEffect(() => field.savesWith(save));
  useEffect(() => {
    window.addEventListener('pagehide', field.leave);
    return () => {
      window.removeEventListener('pagehide', field.leave);
      field.leave();
    };
  }, [field]);
  return field;
}

function newField(): Leaving & { savesWith(save: () => void): void } {
  let latest: (() => void) | undefined;
  let isTouched = false;
  return {
    savesWith: (save) => void (latest = save),
    touch: () => void (isTouched = true),
    leave: () => {
      if (!isTouched) return;
      isTouched = false;
      latest?.();
    },
  };
}
