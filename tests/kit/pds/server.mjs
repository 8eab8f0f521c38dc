// Runs the real Bluesky server (@atproto/pds) and the directory it needs (@did-plc/server) on loopback.
// start-pds.ts starts it as `node server.mjs <folder> <json settings>`; it prints its address as one line of
// JSON and ends, taking the folder with it, on SIGTERM or when its parent is gone (stdin closes).

import { enableCompileCache } from 'node:module';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
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

// Nothing is fetched from the outside. The one thing a sign-in needs from there is what we publish about ourselves.
const CLIENT_METADATA = 'https://postwright.app/oauth/client-metadata.json';
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { href } = new URL(input instanceof Request ? input.url : input);
  if (href !== CLIENT_METADATA) return realFetch(input, init);
  const published = readFileSync(join(import.meta.dirname, '../../../docs/oauth/client-metadata.json'));
  return new Response(published, { headers: { 'content-type': 'application/json' } });
};

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
  adminPassword: settings.adminPassword,
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  crawlers: [],
  ...(settings.appView && { bskyAppViewUrl: settings.appView, bskyAppViewDid: 'did:web:api.bsky.app' }),
};
const pds = await PDS.create(envToCfg(environment), envToSecrets(environment));
await pds.ctx.sequencer.start();
/** Where the methods of other services go, which on the real network have hosts of their own. */
let videoService;
server.on('request', (request, response) => {
  if (request.url.startsWith('/kit/forget-blobs')) return forgetBlobs(request, response);
  if (request.url.startsWith('/kit/video-service')) return setVideoService(request, response);
  if (videoService && request.url.startsWith('/xrpc/app.bsky.video.')) return passOn(videoService, request, response);
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

function setVideoService(request, response) {
  videoService = new URL(request.url, 'http://localhost').searchParams.get('url');
  response.end('{}');
}

function passOn(to, request, response) {
  const { host: _host, ...headers } = request.headers;
  const onward = forward(`${to}${request.url}`, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
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
