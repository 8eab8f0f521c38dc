import { nextTurn } from '#electron/clock.ts';

// The program is read in pieces: whatever keeps this thread busy keeps the window waiting, since the page's way to the graphics
// process, every key and every click come through here. Each piece needs those before it, and so brings only its own
// (docs/decisions/0024, 0025).

type Pieces = readonly (() => Promise<unknown>)[];

/** What `first-look.ts` stands on. */
export const FIRST_LOOK: Pieces = [
  () => import('#electron/db/open-to-read.ts'),
  () => import('luxon'),
  () => import('#shared/ipc/settings.calls.ts'),
  () => import('#electron/posts/calendar.read.ts'),
];

/** What `app.ts` stands on besides. */
export const PROGRAM: Pieces = [
  () => import('#shared/platforms/catalog.ts'),
  () => import('#electron/http.ts'),
  () => import('#shared/platforms/adapters.ts'),
  () => import('#shared/ipc/contract.ts'),
  () => import('#electron/posts/posts.handlers.ts'),
  () => import('#electron/publishing/start-publishing.ts'),
  () => import('#electron/desk.ts'),
];

/** Reads them one by one. Everybody else has their turn between two pieces. */
export async function readInPieces(pieces: Pieces): Promise<void> {
  for (const read of pieces) {
    await read();
    await nextTurn();
  }
}
