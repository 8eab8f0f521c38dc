// The browser preview of the window (renderer/preview/), built as the window itself is: `node build/build-preview.ts <folder>`.
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inRepository } from './setup/repository.ts';
import { SetupFailure } from './setup/say.mjs';

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new SetupFailure('No folder was named.', 'node build/build-preview.ts <folder>');

await build({
  configFile: false,
  root: inRepository('renderer'),
  mode: 'production',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: inRepository('renderer/preview/index.html') },
  },
});
