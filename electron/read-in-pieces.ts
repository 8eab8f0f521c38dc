import { nextTurn } from '#electron/clock.ts';

// Most of the program, read once the first look has been answered, and in pieces: whatever keeps this thread busy keeps the
// window waiting, since every key and every click comes through here. Each piece needs those before it, and so brings only
// its own (docs/decisions/0024).

const PIECES: readonly (() => Promise<unknown>)[] = [
  () => import('#shared/platforms/catalog.ts'),
  () => import('#electron/http.ts'),
  () => import('#shared/platforms/adapters.ts'),
  () => import('#shared/ipc/contract.ts'),
  () => import('#electron/posts/posts.handlers.ts'),
  () => import('#electron/publishing/start-publishing.ts'),
  () => import('#electron/desk.ts'),
];

/** Reads what `app.ts` stands on. Everybody else has their turn between two pieces. */
export async function readInPieces(): Promise<void> {
  for (const read of PIECES) {
    await read();
    await nextTurn();
  }
}
