import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inRepository } from '#build/setup/repository.ts';

/** Builds the page with react-big-calendar alone into a folder. Answers where the page lies. */
export async function buildAlone(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: inRepository('bench/ui/alone'),
    logLevel: 'warn',
    mode: 'production',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      cssCodeSplit: false,
      chunkSizeWarningLimit: 3000,
      rolldownOptions: {
        input: inRepository('bench/ui/alone/alone.tsx'),
        // A page from a file may not load modules.
        output: { format: 'iife', entryFileNames: 'alone.js', assetFileNames: 'alone[extname]' },
      },
    },
  });
  const page = join(folder, 'alone.html');
  writeFileSync(
    page,
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>react-big-calendar alone</title>
    <link rel="stylesheet" href="alone.css" />
    <script defer src="alone.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
`,
  );
  return page;
}
