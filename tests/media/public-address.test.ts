import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Http, HttpRequest } from '#shared/platforms/http.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { bucketObjects } from '#electron/media/bucket-objects.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { mediaHandlers } from '#electron/media/media.handlers.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { startPublicAddresses } from '#electron/media/public-address.ts';
import { startVault } from '#electron/secrets/token-vault.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { testPictures } from '#tests/kit/picture-child.ts';
import { startS3, type S3Server } from '#tests/kit/s3-server.ts';
import { fakeKeychain } from '#tests/secrets/fake-keychain.ts';

// Files that networks fetch by themselves, from a real S3-compatible server. It does not check signatures: those are held
// against the example that AWS publishes.

const HARVEST = join(import.meta.dirname, '../kit/pictures/harvest.jpg');
const HOUR_MS = 3_600_000;
let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

async function mill() {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-public-'));
  const clock = handClock(Date.now());
  const log = memoryLog();
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const vault = startVault({ library, keychain: fakeKeychain(), log });
  const store = mediaStore(join(folder, 'media'));
  const sent: HttpRequest[] = [];
  const outside = nodeHttp();
  const trouble: { next: ((request: HttpRequest) => ReturnType<Http['send']>) | undefined } = { next: undefined };
  const http: Http = {
    send: (request) => {
      sent.push(request);
      const { next } = trouble;
      trouble.next = undefined;
      return next === undefined ? outside.send(request) : next(request);
    },
  };
  const team: { server: string | undefined } = { server: undefined };
  const teamServer = (): string | undefined => team.server;
  const addresses = startPublicAddresses({ library, vault, store, teamServer, http, clock, log });
  const pictures = testPictures();
  const importing = { library, store, pictures, now: () => clock.now() };
  const handlers = mediaHandlers({
    ...importing,
    films: { ask: () => Promise.reject(new Error('no film here')) },
    vault,
    addresses,
    chooseFiles: () => Promise.resolve([]),
    onImporting: () => undefined,
    onFitting: () => undefined,
  });
  const { media } = await importFiles(importing, [HARVEST]);
  const [harvest] = media;
  if (harvest === undefined) throw new Error('not imported');
  const picture: DraftMedia = {
    media: harvest.id,
    alt: '',
    name: 'harvest.jpg',
    mimeType: 'image/jpeg',
    bytes: harvest.bytes,
    width: 1200,
    height: 800,
  };
  onTestFinished(async () => {
    await addresses.release([harvest.id]);
    await addresses.stop();
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { clock, log, library, vault, addresses, handlers, picture, sent, trouble, team };
}

function form(change: object = {}) {
  const { endpoint, bucket: name, accessKeyId, secretAccessKey } = s3;
  return { endpoint, region: 'us-east-1', name, pathStyle: true, accessKeyId, secretAccessKey, ...change };
}

test('a bucket is tried out when it is set: written, fetched without a key, removed; its secret goes into the vault', async () => {
  const { handlers, sent, library, log } = await mill();
  await handlers['media.setBucket'](form());
  expect(sent.map((request) => request.method)).toEqual(['PUT', 'GET', 'DELETE']);
  expect(sent[1]?.headers).not.toHaveProperty('authorization');
  expect(s3.objects()).toEqual([]);
  expect(handlers['media.bucket']().bucket).not.toHaveProperty('secretAccessKey');
  expect(JSON.stringify([library.read.prepare('SELECT settings_json FROM buckets').all(), log.lines])).not.toContain(
    'secret',
  );
});

test.each([
  ['a key nobody knows', { accessKeyId: 'NOBODY' }, 'media.bucket-refused', /InvalidAccessKeyId/],
  ['a bucket that is not there', { name: 'not-there' }, 'media.bucket-refused', /NoSuchBucket/],
  [
    'a server that is not there',
    { endpoint: 'http://127.0.0.1:48123' },
    'media.bucket-unreachable',
    /takes no connections/,
  ],
])('%s is said in words, and the bucket from before stays', async (_what, change, code, words) => {
  const { handlers } = await mill();
  await handlers['media.setBucket'](form());
  const refusal = handlers['media.setBucket'](form(change));
  await expect(refusal).rejects.toMatchObject({ code });
  await expect(refusal).rejects.toThrow(words);
  expect(handlers['media.bucket']()).toMatchObject({ bucket: { name: 'mill-media', accessKeyId: 'S3RVER' } });
});

test('without a bucket a network that fetches files says so by the file’s name', async () => {
  const { addresses, picture } = await mill();
  await expect(addresses.of(picture, 'Threads')).rejects.toMatchObject({
    code: 'media.no-public-address',
    about: { platform: 'Threads', file: 'harvest.jpg' },
  });
});

test('a file can be fetched by anybody who has its address, with its type', async () => {
  const { handlers, addresses, picture } = await mill();
  await handlers['media.setBucket'](form());
  const { url, until } = await addresses.of(picture, 'Threads');
  const fetched = await fetch(url);
  expect([fetched.status, fetched.headers.get('content-type'), (await fetched.arrayBuffer()).byteLength]).toEqual([
    200,
    'image/jpeg',
    picture.bytes,
  ]);
  expect(until).toBeGreaterThan(Date.now() + 11 * HOUR_MS);
  const { pathname } = new URL(url);
  expect(pathname).toMatch(/^\/mill-media\/postwright\/[\w-]{32}\.jpg$/);
});

test('addresses are signed as AWS wants it (its published example, “Authenticating Requests: Using Query Parameters”)', async () => {
  const bucket = {
    endpoint: 'https://s3.amazonaws.com',
    region: 'us-east-1',
    name: 'examplebucket',
    pathStyle: false,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  };
  const now = (): number => Date.parse('2013-05-24T00:00:00Z');
  const objects = bucketObjects({ http: nodeHttp(), now }, bucket, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  const given = await objects.address('test.txt', 86_400_000);
  const url = new URL('url' in given ? given.url : '');
  expect(url.host).toBe('examplebucket.s3.amazonaws.com');
  expect(url.searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test('a bucket that refuses the secret says so, and the bucket from before stays', async () => {
  const { handlers, trouble } = await mill();
  await handlers['media.setBucket'](form());
  const body = '<Error><Code>SignatureDoesNotMatch</Code><Message>Check your key.</Message></Error>';
  trouble.next = () => Promise.resolve({ status: 403, headers: {}, body });
  await expect(handlers['media.setBucket'](form({ region: 'eu-west-1' }))).rejects.toMatchObject({
    code: 'media.bucket-refused',
    about: { answer: 'SignatureDoesNotMatch: Check your key.' },
  });
  expect(handlers['media.bucket']()).toMatchObject({ bucket: { region: 'us-east-1' } });
});

test('asked twice at once, or later, it is the same file there; when what needed it has ended it is taken away', async () => {
  const { handlers, addresses, picture, sent, clock } = await mill();
  await handlers['media.setBucket'](form());
  sent.splice(0);
  const both = await Promise.all([addresses.of(picture, 'Threads'), addresses.of(picture, 'Instagram')]);
  await clock.by(HOUR_MS);
  const later = await addresses.of(picture, 'Threads');
  expect(sent.filter((request) => request.method === 'PUT')).toHaveLength(1);
  const paths = [...both, later].map(({ url }) => new URL(url).pathname);
  expect(new Set(paths).size).toBe(1);
  expect(s3.objects()).toHaveLength(1);
  await addresses.release([picture.media]);
  expect(s3.objects()).toEqual([]);
  expect((await fetch(later.url)).status).toBe(404);
});

test('an address that ends soon is not given out again: the file is put there anew', async () => {
  const { handlers, addresses, picture, clock } = await mill();
  await handlers['media.setBucket'](form());
  const first = await addresses.of(picture, 'Threads');
  await clock.by(11 * HOUR_MS);
  const second = await addresses.of(picture, 'Threads');
  expect(new URL(second.url).pathname).not.toBe(new URL(first.url).pathname);
  expect(s3.objects()).toHaveLength(1);
});

test('a file that nobody took away goes when its address ends', async () => {
  const { handlers, addresses, picture, clock } = await mill();
  await handlers['media.setBucket'](form());
  await addresses.of(picture, 'Threads');
  await clock.by(13 * HOUR_MS);
  await vi.waitFor(() => expect(s3.objects()).toEqual([]));
});

test('a file that is served as something else, or not at all, is not given to a network', async () => {
  const { handlers, addresses, picture, trouble } = await mill();
  await handlers['media.setBucket'](form());
  // The bucket takes the file; the next request, ours from outside, meets a policy that hides it.
  const hidden = { status: 403, headers: {}, body: '<Error><Code>AccessDenied</Code></Error>' };
  trouble.next = async (put) => {
    const answer = await nodeHttp().send(put);
    trouble.next = () => Promise.resolve(hidden);
    return answer;
  };
  await expect(addresses.of(picture, 'Threads')).rejects.toMatchObject({
    code: 'media.not-public',
    about: { file: 'harvest.jpg', answer: 'AccessDenied' },
  });
  // Tried again once that is mended, it works, and nothing of the first try stays.
  await addresses.of(picture, 'Threads');
  expect(s3.objects()).toHaveLength(1);
});

test('a bucket that stumbles is tried again later, as trouble and not as a refusal', async () => {
  const { handlers, addresses, picture, trouble } = await mill();
  await handlers['media.setBucket'](form());
  trouble.next = () => Promise.resolve({ status: 503, headers: {}, body: '<Error><Code>SlowDown</Code></Error>' });
  const error: unknown = await addresses.of(picture, 'Threads').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StepTrouble);
  expect((error as StepTrouble).trouble).toMatchObject({
    kind: 'not-arrived',
    failure: { code: 'media.bucket-refused' },
  });
  await addresses.of(picture, 'Threads');
  expect(s3.objects()).toHaveLength(1);
});

test('without a bucket the team server hands the file out, for as long as it is needed', async () => {
  const { addresses, picture, team } = await mill();
  const server = await startTeamMedia();
  team.server = server.url;
  const { url } = await addresses.of(picture, 'Instagram');
  const fetched = await fetch(url);
  expect([fetched.headers.get('content-type'), (await fetched.arrayBuffer()).byteLength]).toEqual([
    'image/jpeg',
    picture.bytes,
  ]);
  expect((await addresses.of(picture, 'Threads')).url).toBe(url);
  await addresses.release([picture.media]);
  expect(server.files.size).toBe(0);
});

test('a team server that gives no address is said to, with its words and the name of the file', async () => {
  const { addresses, picture, team } = await mill();
  const server = await startTeamMedia();
  team.server = server.url;
  server.refuses = 403;
  await expect(addresses.of(picture, 'Instagram')).rejects.toMatchObject({
    code: 'media.bucket-refused',
    about: { file: 'harvest.jpg', answer: 'status 403' },
  });
  server.refuses = 503;
  await expect(addresses.of(picture, 'Instagram')).rejects.toBeInstanceOf(StepTrouble);
});

test('a bucket of the person’s own goes before the team server', async () => {
  const { addresses, handlers, picture, team } = await mill();
  const server = await startTeamMedia();
  team.server = server.url;
  await handlers['media.setBucket'](form());
  expect((await addresses.of(picture, 'Instagram')).url).toContain(s3.endpoint);
  expect(server.files.size).toBe(0);
});

/** A team server, as far as files go. */
async function startTeamMedia() {
  const files = new Map<string, { bytes: Buffer; type: string }>();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 50_000_000 });
  const server = { url: '', files, refuses: 200 };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const keyOf = (params: unknown): string => (params as { '*': string })['*'];
  app.put('/media/*', (request, reply) => {
    files.set(keyOf(request.params), { bytes: request.body as Buffer, type: request.headers['content-type'] ?? '' });
    return reply.code(201).send();
  });
  app.delete('/media/*', (request, reply) => reply.code(files.delete(keyOf(request.params)) ? 204 : 404).send());
  app.get('/media/*', (request, reply) => {
    if (server.refuses !== 200) return reply.code(server.refuses).send();
    return { url: `${server.url}/handed-out/${keyOf(request.params).replace(/\/address$/, '')}` };
  });
  app.get('/handed-out/*', (request, reply) => {
    const file = files.get(keyOf(request.params));
    return file === undefined ? reply.code(404).send() : reply.type(file.type).send(file.bytes);
  });
  server.url = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  return server;
}
