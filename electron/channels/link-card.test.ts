import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { linkCards } from '#electron/channels/link-card.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function site(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function page(head: string, type = 'text/html; charset=utf-8'): RequestListener {
  return (request, response) => {
    if (request.url === '/cover.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
    response
      .writeHead(200, { 'content-type': type })
      .end(`<html><head>${head}</head><body><title>no</title></body></html>`);
  };
}

/** As in the product, except that the test's own server may be asked. */
const here = linkCards({ http: nodeHttp(), mayAsk: () => true });

test('a page that names its title, description and picture becomes a card', async () => {
  const url = await site(
    page(`<title>Shop</title><meta property="og:title" content="Fresh &amp; warm"><meta name="description" content=" From\n the oven ">
      <meta property="og:image" content="/cover.png">`),
  );
  const card = await here(url);
  expect({ ...card, picture: card?.picture && { ...card.picture, bytes: new Uint8Array(card.picture.bytes) } }).toEqual(
    {
      url,
      title: 'Fresh & warm',
      description: 'From the oven',
      picture: { bytes: new Uint8Array(PNG), type: 'image/png' },
    },
  );
});

test('a page with nothing but a title has a card of that, and one without has none', async () => {
  const plain = await site(page('<title>Mill House</title>'));
  expect(await here(plain)).toEqual({ url: plain, title: 'Mill House', description: '' });
  expect(await here(await site(page('')))).toBeUndefined();
});

test('a page in an older character set is read in it', async () => {
  const url = await site((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(Buffer.from('<head><meta charset="iso-8859-1"><title>Caf\xe9</title></head>', 'latin1'));
  });
  expect((await here(url))?.title).toBe('Café');
});

test.each([
  ['a picture that is a script', '<title>A</title><meta property="og:image" content="/page">'],
  ['a picture at an address that is none', '<title>A</title><meta property="og:image" content="http://">'],
])('%s is left out', async (_what, head) => {
  expect(await here(await site(page(head)))).toMatchObject({ title: 'A' });
  expect(await here(await site(page(head)))).not.toHaveProperty('picture');
});

test.each(['application/pdf', 'text/plain'])('what is no page (%s) has no card', async (type) => {
  expect(await here(await site(page('<title>A</title>', type)))).toBeUndefined();
});

test('a page that leads round in circles, or is gone, has no card', async () => {
  const round = await site((_request, response) => void response.writeHead(302, { location: '/again' }).end());
  expect(await here(round)).toBeUndefined();
  const gone = await site((_request, response) => void response.writeHead(404).end());
  expect(await here(gone)).toBeUndefined();
});

test.each([
  'http://127.0.0.1:1/',
  'http://localhost/',
  'http://10.0.0.7/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[fd00::1]/',
  'http://2130706433/',
  'http://100.64.0.1/',
  'file:///etc/passwd',
  'http://user:pass@example.com/',
  'not an address',
])('nobody asks %s for a card: it is not public', async (url) => {
  const asked: string[] = [];
  const careful = linkCards({
    http: { send: ({ url: sent }) => Promise.reject(new Error(`asked ${asked.push(sent)}`)) },
    resolve: (host) => Promise.resolve(host === 'localhost' ? ['127.0.0.1', '::1'] : ['93.184.216.34']),
  });
  expect(await careful(url)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a public page that leads to a private one is not followed there', async () => {
  const asked: string[] = [];
  const careful = linkCards({
    http: {
      send: ({ url }) => {
        asked.push(url);
        return Promise.resolve({ status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' });
      },
    },
    resolve: () => Promise.resolve(['93.184.216.34']),
  });
  expect(await careful('https://example.com/')).toBeUndefined();
  expect(asked).toEqual(['https://example.com/']);
});

test('a name with one public and one private address is not asked', async () => {
  const careful = linkCards({
    http: { send: () => Promise.reject(new Error('asked')) },
    resolve: () => Promise.resolve(['93.184.216.34', '10.0.0.1']),
  });
  expect(await careful('https://two-faced.example/')).toBeUndefined();
});
