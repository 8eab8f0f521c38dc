// Does in the stand-in runtime what Electron's own default app does for `electron <folder>`: runs the app in that folder.
// It has to be an ES module with top-level await, because Electron holds `ready` back until the entry has been evaluated;
// a CommonJS one that calls import() is too late for protocol.registerSchemesAsPrivileged.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  console.error('usage: electron [options] <folder of the app>');
  process.exit(64);
}

const appPath = resolve(folder);
const { name, productName, version, main } = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(appPath);
process.defaultApp = true;
await import(pathToFileURL(join(appPath, main)).href);
