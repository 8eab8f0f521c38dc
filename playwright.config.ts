import { defineConfig } from '@playwright/test';

// The built app in the real Electron. `npm run test:e2e` builds it first and gives it a private desktop.
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-output/e2e',
  timeout: 90_000,
  expect: {
    timeout: 10_000,
    // Baselines (tests/e2e/baselines.spec.ts) are drawn alike, or not compared at all. The parts of a page are drawn in
    // another order each time: a pixel of a round corner may differ by a shade that nobody sees (2 of 255), and a few by
    // more. A shade of a colour, a step of padding or a word that is cut off changes hundreds.
    toHaveScreenshot: { pathTemplate: '{testDir}/baselines/{arg}{ext}', threshold: 0.01, maxDiffPixels: 40 },
  },
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
});
