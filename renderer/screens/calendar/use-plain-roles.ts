import { useEffect, type RefObject } from 'react';

const ROLES = '[role="table"], [role="rowgroup"], [role="row"], [role="cell"], [role="columnheader"]';

/**
 * The grid library calls its month a table, but its rows hold buttons and no cells, which screen readers
 * cannot make sense of. Without these roles the posts read as what they are: buttons, day by day.
 */
export function usePlainRoles(grid: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = grid;
    if (current === null) return;
    const plain = (): void => {
      for (const node of current.querySelectorAll(ROLES)) node.removeAttribute('role');
      for (const node of current.querySelectorAll('.rbc-month-view[aria-label]')) node.removeAttribute('aria-label');
    };
    plain();
    const observer = new MutationObserver(plain);
    observer.observe(current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [grid]);
}
