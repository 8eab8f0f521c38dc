import { test as base } from '@playwright/test';
import { startPds, type Pds } from '#tests/kit/pds/start-pds.ts';

/**
 * The stories of the window have one Bluesky server for each worker: it starts when a file first asks for it, which costs
 * as much as starting the app and connecting it, and ends with the worker. What a file does there it does with an account
 * of its own, which is closed when the file ends.
 *
 * Every file of this folder takes its `test` from here, also those that need no network: to run one whose `test` knows
 * other fixtures, Playwright ends the worker, and the server with it.
 */
export const test = base.extend<object, { pds: Pds }>({
  pds: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- because Playwright reads from the pattern which fixtures this one needs
    async ({}, use) => {
      const pds = await startPds();
      await use(pds);
      await pds.stop();
    },
    { scope: 'worker' },
  ],
});
