import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { nodeHttp } from '#tests/kit/node-http.ts';

const http = nodeHttp();

test('a server that nobody runs took nothing', async () => {
  const { url, close } = await serving(() => undefined);
  await close();
  await expect(http.send({ method: 'GET', url })).rejects.toMatchObject({
    name: 'NoAnswer',
    arrived: 'no',
    message: 'ECONNREFUSED',
  });
});

test('a name that does not exist took nothing', async () => {
  await expect(http.send({ method: 'GET', url: 'http://nobody.invalid/' })).rejects.toMatchObject({
    name: 'NoAnswer',
    arrived: 'no',
  });
});

test('a line that breaks after the request may have taken it', async () => {
  const { url } = await serving((request) => request.socket.destroy());
  await expect(http.send({ method: 'POST', url, body: { json: {} } })).rejects.toMatchObject({
    name: 'NoAnswer',
    arrived: 'maybe',
  });
});

test('a line that breaks in the middle of the answer may have taken it', async () => {
  const { url } = await serving((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  await expect(http.send({ method: 'GET', url })).rejects.toMatchObject({ name: 'NoAnswer', arrived: 'maybe' });
});

test('a server that says nothing may have taken it', async () => {
  const { url } = await serving(() => undefined);
  await expect(http.send({ method: 'GET', url, timeoutMs: 50 })).rejects.toMatchObject({
    name: 'NoAnswer',
    arrived: 'maybe',
  });
});

test('a redirect is an answer, and is not followed', async () => {
  const { url } = await serving((_request, response) =>
    response.writeHead(302, { Location: 'http://nobody.invalid/' }).end('there'),
  );
  expect(await http.send({ method: 'GET', url })).toMatchObject({
    status: 302,
    headers: { location: 'http://nobody.invalid/' },
  });
});

test.each([
  ['json', { json: { a: 1 } }, 'application/json', '{"a":1}'],
  ['form', { form: { a: '1', b: 'ü' } }, 'application/x-www-form-urlencoded', 'a=1&b=%C3%BC'],
  ['bytes', { bytes: new TextEncoder().encode('x'), type: 'image/png' }, 'image/png', 'x'],
] as const)('a %s body arrives as what it is', async (_kind, body, type, text) => {
  const { url } = await serving(echo);
  expect(await http.send({ method: 'POST', url, body })).toMatchObject({ headers: { 'x-type': type }, body: text });
});

test('a multipart body arrives with its fields and its file', async () => {
  const { url } = await serving(echo);
  const file = { name: 'file', bytes: new TextEncoder().encode('pixels'), type: 'image/png', fileName: 'cat.png' };
  const answer = await http.send({
    method: 'POST',
    url,
    body: { multipart: [{ name: 'description', value: 'A cat' }, file] },
  });
  expect(answer.headers['x-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(answer.body).toMatch(
    /name="description"\r\n\r\nA cat\r\n[^]*name="file"; filename="cat.png"\r\ncontent-type: image\/png\r\n\r\npixels/i,
  );
});

const echo: RequestListener = (request, response) => {
  response.setHeader('x-type', request.headers['content-type'] ?? '');
  request.pipe(response);
};

async function serving(listener: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((closed) => server.close(closed));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
