/**
 * Lets work run side by side while its sizes together stay below `most`, in the order it was asked for; what is larger
 * than that runs alone.
 */
export function asMuchAs(most: number): <T>(size: number, work: () => Promise<T>) => Promise<T> {
  const waiting: { readonly size: number; readonly begin: () => void }[] = [];
  let used = 0;

  const look = (): void => {
    const [next] = waiting;
    if (next === undefined || (used > 0 && used + next.size > most)) return;
    waiting.shift();
    used += next.size;
    next.begin();
    look();
  };

  return async (size, work) => {
    const turn = Promise.withResolvers<void>();
    waiting.push({ size, begin: turn.resolve });
    look();
    await turn.promise;
    try {
      return await work();
    } finally {
      used -= size;
      look();
    }
  };
}
