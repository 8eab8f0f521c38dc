// Runs the real Bluesky server (@atproto/pds) and the directory it needs (@did-plc/server) on loopback.
// start-pds.ts starts it as `node server.mjs <folder> <json settings>`; it prints its address as one line of
// JSON and ends, taking the folder with it, on SIGTERM or when its parent is gone (stdin closes).

import { enableCompileCache } from 'node:module';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';

const [folder, settingsJson] = process.argv.slice(2);
const settings = JSON.parse(settingsJson);

// Compiling a thousand files takes half of the start; the second start finds them compiled.
enableCompileCache(join(import.meta.dirname, 'node_modules', '.cache'));
process.env.LOG_ENABLED = 'false';

process.stdin.resume();
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('exit', removeFolder);

const directory = createServer();
const server = createServer();
const [directoryPort, port] = await Promise.all([listen(directory), listen(server)]);

const [{ default: plc }, { PDS, envToCfg, envToSecrets }] = await Promise.all([
  import('@did-plc/server'),
  import('@atproto/pds'),
]);

const plcServer = plc.PlcServer.create({ db: plc.Database.mock() });
directory.on('request', plcServer.app);

mkdirSync(join(folder, 'blobs'), { recursive: true });
const environment = {
  port,
  hostname: 'localhost',
  devMode: true,
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: `http://localhost:${directoryPort}`,
  serviceHandleDomains: ['.test'],
  enableDidDocWithSession: true,
  inviteRequired: false,
  disableSsrfProtection: true,
  rateLimitsEnabled: settings.rateLimits,
  jwtSecret: settings.jwtSecret,
  adminPassword: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  crawlers: [],
};
const pds = await PDS.create(envToCfg(environment), envToSecrets(environment));
await pds.ctx.sequencer.start();
server.on('request', (request, response) => {
  if (request.url.startsWith('/kit/forget-blobs')) return forgetBlobs(request, response);
  return pds.app(request, response);
});

console.log(JSON.stringify({ url: `http://localhost:${port}` }));

/** What its blob store's cleaning does to uploads that no record uses. */
async function forgetBlobs(request, response) {
  const did = new URL(request.url, 'http://localhost').searchParams.get('did');
  const forgotten = await pds.ctx.actorStore.transact(did, (store) =>
    store.repo.blob.db.db.deleteFrom('blob').where('tempKey', 'is not', null).returning('cid').execute(),
  );
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ forgotten: forgotten.length }));
}

function listen(onServer) {
  return new Promise((resolve, reject) => {
    onServer.once('error', reject);
    onServer.listen(0, '127.0.0.1', () => resolve(onServer.address().port));
  });
}

function stop() {
  process.exit(0);
}

function removeFolder() {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
