import { useEffect } from 'react';

/** What Mantine opens on top of a screen. Some of it stays in the document when it is closed, unseen. */
const ON_TOP = ['Modal-content', 'Drawer-content', 'Menu-dropdown', 'Popover-dropdown']
  .map((part) => `.mantine-${part}`)
  .join(', ');

/** Runs `leave` on Escape, unless something is open on top: then Escape belongs to that. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    // Before anybody else hears it: afterwards it could no longer be seen what was open.
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !isSomethingOnTop()) leave();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [leave]);
}

function isSomethingOnTop(): boolean {
  return [...document.querySelectorAll(ON_TOP)].some((node) => node.checkVisibility());
}
