import { CustomSource } from 'mediabunny';

// The files of a task, by its number: the main process gives bytes of the one and takes bytes of the other.

/** More than one packet of a film, and little enough to be asked for often. */
const MOST_READ = 4 * 1024 * 1024;

/** The film of a task. */
export function filmSource(number: number, bytes: number): CustomSource {
  return new CustomSource({
    getSize: () => bytes,
    read: (start, end) => readRange(number, start, end),
    prefetchProfile: 'fileSystem',
    maxCacheSize: 32 * 1024 * 1024,
    // A read ahead that fails is asked for again when it is needed, and fails there.
    handleUnhandledError: () => undefined,
  });
}

async function readRange(number: number, start: number, end: number): Promise<Uint8Array> {
  const whole = new Uint8Array(end - start);
  for (let at = start; at < end; at += MOST_READ) {
    const last = Math.min(end, at + MOST_READ) - 1;
    const answer = await fetch(`/film/${number}`, { headers: { range: `bytes=${at}-${last}` } });
    if (answer.status !== 206) throw new Error(`the film could not be read (${answer.status})`);
    whole.set(new Uint8Array(await answer.arrayBuffer()), at - start);
  }
  return whole;
}

/** Writes a part of what the task makes. */
export async function writeMade(number: number, bytes: Uint8Array<ArrayBuffer> | Blob, at: number): Promise<void> {
  const answer = await fetch(`/made/${number}?at=${at}`, { method: 'POST', body: bytes });
  if (!answer.ok) throw new Error(`what was made could not be written (${answer.status})`);
}
