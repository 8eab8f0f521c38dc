import { defineConfig } from '@playwright/test';

// The built app in the real Electron. `npm run test:e2e` builds it first and gives it a private desktop.
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-output/e2e',
  timeout: 90_000,
  expect: {
    timeout: 10_000,
    // Baselines (tests/e2e/baselines.spec.ts) are drawn alike, or not compared at all. No pixel may differ; that of a round
    // corner may by a shade that nobody sees (2 of 255), as the parts of a page are drawn in another order each time.
    toHaveScreenshot: { pathTemplate: '{testDir}/baselines/{arg}{ext}', threshold: 0.01, maxDiffPixels: 0 },
  },
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
});
