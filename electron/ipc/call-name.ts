/** The name of a call as it can be shown: what is no text may do anything when it is made one. */
export function spokenCall(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 100) : typeof name;
}
