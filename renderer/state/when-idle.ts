/** Resolves once the window has nothing to do, or after so many ms at the latest. */
export function whenIdle(withinMs: number): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: withinMs }));
}
