import { useEffect } from 'react';

/** What Mantine opens on top of a screen. Some of it stays in the document when it is closed, unseen. */
const ON_TOP = ['Modal-content', 'Spotlight-content', 'Drawer-content', 'Menu-dropdown', 'Popover-dropdown']
  .map((part) => `.mantine-${part}`)
  .join(', ');

const top = { wasOpen: false };

/**
 * Looks at every Escape whether something is open on top. Started before anything is drawn, so that it hears of
 * the key first: whoever is on top may be gone once it has heard.
 */
export function watchTop(): void {
  window.addEventListener(
    'keydown',
    ({ key }) => {
      // To look takes longer than most of what else a letter makes.
      if (key === 'Escape') top.wasOpen = isSomethingOnTop();
    },
    { capture: true },
  );
}

/** Runs `leave` on Escape, unless something was open on top: then Escape belonged to that. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !top.wasOpen) leave();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [leave]);
}

function isSomethingOnTop(): boolean {
  return [...document.querySelectorAll(ON_TOP)].some((node) => node.checkVisibility());
}
