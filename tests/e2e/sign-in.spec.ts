import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { connectMastodon, publishNow, untilAll, writePost } from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';

// The whole way of a sign-in in the real app: browser, approval, deep link into a second start, the system's keychain.

let folder: string;
let mastodon: Mastodon;
let recorder: Recorder;
let app: App;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-sign-in-'));
  mastodon = await startMastodon();
  mastodon.createAccount({ username: 'ada' });
  recorder = await startRecorder(mastodon.url);
  app = await launchApp({ userData: folder });
  await connectMastodon(app, recorder.url);
});
test.afterAll(async () => {
  await app.close();
  await recorder.stop();
  await mastodon.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('the sign-in is sealed by the keychain of the system', async () => {
  expect(await app.call('secrets.state', undefined)).toEqual({ state: 'keychain' });
  expect(logOf(folder)).toMatch(/"backend":"(gnome_libsecret|kwallet\d?|keychain|dpapi)"/);
});

test('no secret is in a file, in an answer to the window, or in what the app prints', async () => {
  expect(recorder.secrets.map((secret) => secret.name)).toEqual(
    expect.arrayContaining(['access_token', 'client_secret', 'code', 'code_verifier']),
  );
  const channels = JSON.stringify(await app.call('channels.list', undefined));
  const seen = new Map([...filesIn(folder), ['answer', channels], ['output', app.output()]]);
  const found = recorder.secrets.flatMap(({ name, value }) =>
    [...seen].filter(([, text]) => text.includes(value)).map(([where]) => `${name} in ${where}`),
  );
  expect(found).toEqual([]);
});

test('after a restart the sign-in opens again and can post', async () => {
  await app.close();
  app = await launchApp({ userData: folder });
  const [channel] = await app.call('channels.list', undefined);
  if (channel === undefined) throw new Error('the channel is gone');
  const post = await writePost(app, { texts: ['Still signed in'], channels: [channel.id] });
  await publishNow(app, post);
  await untilAll(app, post, ['published']);
  expect(mastodon.received().map((status) => status.text)).toEqual(['Still signed in']);
});

function logOf(data: string): string {
  return readFileSync(join(data, 'logs', 'postwright.log'), 'utf8');
}

function filesIn(data: string): [path: string, text: string][] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'latin1')]);
}

interface Recorder {
  readonly url: string;
  /** Every secret that crossed the line. */
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
  stop(): Promise<void>;
}

const SECRET = /"?\b(access_token|client_secret|code|code_verifier)"?[=:]\s*"?([\w-]{20,})/g;

/** Stands before a server and notes the secrets in what is said. */
async function startRecorder(target: string): Promise<Recorder> {
  const secrets: { name: string; value: string }[] = [];
  const note = (said: string): void => {
    for (const [, name = '', value = ''] of said.matchAll(SECRET)) secrets.push({ name, value });
  };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      note(body.toString('latin1'));
      const { host: _host, connection: _connection, ...headers } = request.headers as Record<string, string>;
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers,
        redirect: 'manual',
        ...(body.length > 0 && { body }),
      });
      const text = await answer.text();
      note(text);
      const {
        'content-encoding': _encoding,
        'content-length': _length,
        'transfer-encoding': _transfer,
        ...given
      } = Object.fromEntries(answer.headers);
      response.writeHead(answer.status, given).end(text);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
