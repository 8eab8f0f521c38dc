import { create } from 'zustand';

/** What stands over every screen, one at a time: opened by keys, by a menu of the system, or from a screen. */
export type Over = 'export' | 'shortcuts' | 'search';

export const useOver = create<{ readonly over: Over | undefined }>(() => ({ over: undefined }));

export function showOver(over: Over): void {
  useOver.setState({ over });
}

export function closeOver(): void {
  useOver.setState({ over: undefined });
}
