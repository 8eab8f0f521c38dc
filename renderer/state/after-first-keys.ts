/** What a person does as soon as they see something comes within this, mostly. */
const FIRST_KEYS_MS = 100;

/**
 * Resolves once the window has nothing to do, or after so many ms at the latest, and a moment later, so that what a person does
 * at once is not kept waiting by what nobody waits for.
 */
export async function afterFirstKeys(withinMs: number): Promise<void> {
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: withinMs }));
  await new Promise((resolve) => setTimeout(resolve, FIRST_KEYS_MS));
}
