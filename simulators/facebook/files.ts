import { basename } from 'node:path';
import type { GraphFile } from '#simulators/meta/params.ts';

const PATIENCE_MS = 5_000;

/** Gets a file from its public address, as Facebook does; `undefined` where it cannot. */
export async function fetchedFile(address: string): Promise<GraphFile | undefined> {
  if (!URL.canParse(address)) return undefined;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) return undefined;
    const mimeType = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const name = basename(new URL(address).pathname);
    return { bytes: Buffer.from(await answer.arrayBuffer()), mimeType, name };
  } catch (_expected) {
    // Nobody is there, or does not answer in time.
    return undefined;
  }
}

/** An MP4 or a QuickTime film, by how it begins. */
export function isFilm(bytes: Buffer): boolean {
  return bytes.subarray(4, 8).toString('latin1') === 'ftyp';
}
