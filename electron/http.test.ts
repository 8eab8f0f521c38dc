import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { NoAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { systemClock } from '#electron/clock.ts';
import { networkHttp } from '#electron/http.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

const http = networkHttp({ fetch, clock: systemClock, userAgent: 'Postwright/test' });

type Answering = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

async function serve(answer: Answering): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks), response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    return closed(server);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Sends to a server that echoes what it was sent. */
async function echoed(request: Omit<HttpRequest, 'url'>): Promise<{ headers: Record<string, string>; body: string }> {
  const url = await serve(({ headers }, body, response) =>
    response.end(JSON.stringify({ headers, body: body.toString('latin1') })),
  );
  const answer = await http.send({ ...request, url });
  return JSON.parse(answer.body) as { headers: Record<string, string>; body: string };
}

function lost(request: Partial<HttpRequest> & { url: string }): Promise<NoAnswer> {
  const sent = http.send({ method: 'POST', body: { json: {} }, timeoutMs: 300, ...request });
  return sent.then(
    () => {
      throw new Error('an answer came');
    },
    (thrown: unknown) => {
      if (thrown instanceof NoAnswer) return thrown;
      throw thrown;
    },
  );
}

test('an answer is an answer, whatever its status', async () => {
  const url = await serve((_request, _body, response) =>
    response.writeHead(429, { 'Retry-After': '17', 'X-RateLimit-Remaining': '0' }).end('{"error":"slow down"}'),
  );
  const answer = await http.send({ method: 'GET', url });
  expect(answer).toMatchObject({ status: 429, body: '{"error":"slow down"}' });
  expect(answer.headers).toMatchObject({ 'retry-after': '17', 'x-ratelimit-remaining': '0' });
});

test('a redirect is an answer and nothing follows it', async () => {
  let asked = 0;
  const url = await serve((_request, _body, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await http.send({ method: 'POST', url, body: { json: {} } })).toMatchObject({
    status: 302,
    headers: { location: '/elsewhere' },
  });
  expect(asked).toBe(1);
});

test('an answer without a body has an empty one', async () => {
  const url = await serve((_request, _body, response) => response.writeHead(204).end());
  expect(await http.send({ method: 'DELETE', url })).toMatchObject({ status: 204, body: '' });
});

test('JSON and forms go out under their names, with ours', async () => {
  const json = await echoed({
    method: 'POST',
    body: { json: { text: 'grüße' } },
    headers: { authorization: 'Bearer x' },
  });
  expect(json.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: 'Bearer x',
    'user-agent': 'Postwright/test',
  });
  expect(Buffer.from(json.body, 'latin1').toString()).toBe('{"text":"grüße"}');
  const form = await echoed({ method: 'POST', body: { form: { a: '1 2', b: '&' } } });
  expect(form).toMatchObject({ body: 'a=1+2&b=%26', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
});

test('bytes arrive as they are, also a part of a larger buffer', async () => {
  const whole = randomBytes(200_000);
  const part = whole.subarray(1000, 151_000);
  const arrived = await echoed({ method: 'POST', body: { bytes: part, type: 'image/png' } });
  expect(sha(Buffer.from(arrived.body, 'latin1'))).toBe(sha(part));
  expect(arrived.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '150000' });
});

test('the parts of a form arrive intact and named, with a boundary', async () => {
  const picture = randomBytes(150_000);
  const multipart = [
    { name: 'description', value: 'Ein Schiff' },
    { name: 'file', bytes: picture, type: 'image/jpeg', fileName: 'ship “1”.jpg' },
  ];
  const arrived = await echoed({ method: 'POST', body: { multipart } });
  const form = await new Response(Buffer.from(arrived.body, 'latin1'), {
    headers: { 'content-type': arrived.headers['content-type'] ?? '' },
  }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('no file arrived');
  expect([form.get('description'), file.name, file.type]).toEqual(['Ein Schiff', 'ship “1”.jpg', 'image/jpeg']);
  expect(sha(Buffer.from(await file.arrayBuffer()))).toBe(sha(picture));
});

test('no cookie is kept', async () => {
  const cookies: (string | undefined)[] = [];
  const url = await serve(({ headers }, _body, response) => {
    cookies.push(headers.cookie);
    response.setHeader('set-cookie', 'session=1').end();
  });
  await http.send({ method: 'GET', url });
  await http.send({ method: 'GET', url });
  expect(cookies).toEqual([undefined, undefined]);
});

test('a body is cut at 4 MiB', async () => {
  const url = await serve((_request, _body, response) => response.end('x'.repeat(5 * 1024 * 1024)));
  expect((await http.send({ method: 'GET', url })).body).toHaveLength(4 * 1024 * 1024);
});

test('a connection that dies before the answer may have been taken', async () => {
  const url = await serve((request) => request.socket.resetAndDestroy());
  expect(await lost({ url })).toMatchObject({ arrived: 'maybe' });
});

test('a connection that dies in the middle of the answer may have been taken', async () => {
  const url = await serve((request, _body, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"id"');
    setImmediate(() => request.socket.destroy());
  });
  expect(await lost({ url })).toMatchObject({ arrived: 'maybe' });
});

test('a server that never answers, or never ends, may have taken it; we stop waiting', async () => {
  const silent = await serve(() => undefined);
  expect(await lost({ url: silent })).toMatchObject({ arrived: 'maybe', message: 'no answer within 0.3 s' });
  const endless = await serve((_request, _body, response) => void response.writeHead(200).write('{'));
  expect(await lost({ url: endless })).toMatchObject({ arrived: 'maybe', message: 'no answer within 0.3 s' });
});

test('a refused connection certainly took nothing', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await closed(probe);
  expect(await lost({ url: `http://127.0.0.1:${port}` })).toMatchObject({ arrived: 'no', message: 'ECONNREFUSED' });
});

test('a name that does not exist certainly took nothing', async () => {
  expect(await lost({ url: 'http://nowhere.invalid', timeoutMs: 10_000 })).toMatchObject({ arrived: 'no' });
});

test.each([
  ['ERR_NAME_NOT_RESOLVED', 'no'],
  ['ERR_CONNECTION_REFUSED', 'no'],
  ['ERR_INTERNET_DISCONNECTED', 'no'],
  ['ERR_ADDRESS_UNREACHABLE', 'no'],
  ['ERR_PROXY_CONNECTION_FAILED', 'no'],
  ['ERR_CERT_AUTHORITY_INVALID', 'no'],
  ['ERR_CERT_DATE_INVALID', 'no'],
  ['ERR_EMPTY_RESPONSE', 'maybe'],
  ['ERR_CONNECTION_RESET', 'maybe'],
  ['ERR_CONNECTION_CLOSED', 'maybe'],
  ['ERR_SSL_PROTOCOL_ERROR', 'maybe'],
  ['ERR_TIMED_OUT', 'maybe'],
  ['ERR_NETWORK_CHANGED', 'maybe'],
  ['ERR_NETWORK_IO_SUSPENDED', 'maybe'],
  ['ERR_SOMETHING_NEW', 'maybe'],
])('Chromium’s %s: arrived %s', async (name, arrived) => {
  const failing = networkHttp({
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error(`net::${name}`) })),
    clock: systemClock,
    userAgent: '',
  });
  await expect(failing.send({ method: 'GET', url: 'https://a.example' })).rejects.toMatchObject({
    name: 'NoAnswer',
    message: name,
    arrived,
  });
});

test('waiting is measured by the clock it was given, and nothing is left waiting', async () => {
  const clock = handClock(0);
  const waiting = networkHttp({ fetch, clock, userAgent: '' });
  const url = await serve(() => undefined);
  const sent = waiting.send({ method: 'GET', url }).catch((thrown: unknown) => thrown);
  await clock.by(29_999);
  expect(clock.waiting).toBe(1);
  await clock.by(1);
  expect(await sent).toMatchObject({ arrived: 'maybe' });
  expect(clock.waiting).toBe(0);
});

test('an answer that is no HTTP may have been taken', async () => {
  const url = await serve((request) => void request.socket.end('hello\r\n\r\n'));
  expect(await lost({ url })).toMatchObject({ arrived: 'maybe' });
});

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
