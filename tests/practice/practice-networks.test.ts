import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { PlatformId } from '#shared/ids.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import { systemClock } from '#electron/clock.ts';
import { memoryLog } from '#electron/log.ts';
import { practiceHttp } from '#electron/practice/practice-http.ts';
import { startPracticeNetworks, type PracticeNetworks } from '#electron/practice/practice-networks.ts';
import type { Program } from '#electron/program.ts';
import { keyOfThisRun } from '#electron/secrets/key-of-this-run.ts';
import { forkChild } from '#tests/kit/child-program.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

// The program of the practice workspace as a child of Node's, and what stands between it and everything else.

const PROGRAM = join(import.meta.dirname, '../../simulators/practice/practice-program.ts');

let shared: PracticeNetworks;

/** It takes a second to start: stories that leave it as it was share one. */
beforeAll(async () => {
  shared = (await start()).networks;
});
afterAll(() => shared.stop());

async function start(more: { onLost?: () => void } = {}): Promise<{ networks: PracticeNetworks; program: Program }> {
  let program: Program | undefined;
  const networks = await startPracticeNetworks({
    fork: () => (program = forkChild(PROGRAM)),
    clock: systemClock,
    log: memoryLog(),
    onChange: () => undefined,
    onLost: more.onLost ?? (() => undefined),
  });
  if (program === undefined) throw new Error('nothing was started');
  return { networks, program };
}

async function started(more: { onLost?: () => void } = {}): Promise<{ networks: PracticeNetworks; program: Program }> {
  const own = await start(more);
  onTestFinished(() => own.networks.stop());
  return own;
}

/** A message for Telegram, the simplest of them. */
async function say(networks: PracticeNetworks, text: string): Promise<Response> {
  const telegram = networks.networks.find(({ platform }) => platform === 'telegram');
  const { token = '', channel = '' } = telegram?.answers ?? {};
  return fetch(`${telegram?.url}/bot${token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: channel, text }),
  });
}

test('every network of the catalog is there to practise with, in a way that Postwright knows', async () => {
  const networks = shared;
  const known = networks.networks.map(({ platform }) => platform as string).toSorted();
  expect(known).toEqual(CATALOG.map(({ id }) => id as string).toSorted());
  for (const { platform, way, answers } of networks.networks) {
    const fields = CATALOG.find(({ id }) => id === platform)?.ways.find(({ id }) => id === way)?.fields;
    const needed = fields?.filter(({ optional }) => optional !== true).map(({ name }) => name);
    expect([platform, ...Object.keys(answers)]).toEqual(expect.arrayContaining(needed ?? ['a way that is known']));
  }
});

test('what arrives is said, and trouble meets the next post and no other', async () => {
  const networks = shared;
  const platform = 'telegram' as PlatformId;
  networks.order({ platform, trouble: 'refused' });
  await vi.waitFor(() => expect(networks.ordered()).toEqual([{ platform, trouble: 'refused' }]));
  expect((await say(networks, 'Not this')).status).toBe(400);
  expect((await say(networks, 'This')).status).toBe(200);
  const ours = { platform, text: 'This', account: '@bakery' };
  await vi.waitFor(() => expect(networks.arrived()).toContainEqual(expect.objectContaining(ours)));
  expect(networks.arrived().map(({ text }) => text)).not.toContain('Not this');
  expect(networks.ordered()).toEqual([]);
});

test('trouble that has met nothing is taken back', async () => {
  const networks = shared;
  networks.order({ platform: 'telegram' as PlatformId, trouble: 'refused' });
  networks.calm();
  await vi.waitFor(async () => expect((await say(networks, 'Calm')).status).toBe(200));
});

test('the files that networks fetch lie in a bucket that hands out parts of them, and forgets them', async () => {
  const { bucket } = shared;
  const address = `${bucket.endpoint}/${bucket.name}/some/file.txt`;
  await fetch(address, { method: 'PUT', body: 'Postwright', headers: { 'content-type': 'text/plain' } });
  const part = await fetch(address, { headers: { range: 'bytes=0-3' } });
  expect([part.status, part.headers.get('content-type'), await part.text()]).toEqual([206, 'text/plain', 'Post']);
  await fetch(address, { method: 'DELETE' });
  expect((await fetch(address)).status).toBe(404);
});

test('whoever closes it has no program running, and hears nothing of an end', async () => {
  const onLost = vi.fn<() => void>();
  const { networks } = await started({ onLost });
  await networks.stop();
  await expect(say(networks, 'Anybody?')).rejects.toThrow('fetch failed');
  expect(onLost).not.toHaveBeenCalled();
});

test('a program that dies is noticed', async () => {
  const onLost = vi.fn<() => void>();
  const { program } = await started({ onLost });
  program.kill();
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
});

test('a program that ends at once is said to have, by its reason', async () => {
  const deps = { clock: systemClock, log: memoryLog(), onChange: () => undefined, onLost: () => undefined };
  const starting = startPracticeNetworks({ ...deps, fork: () => forkChild(join(import.meta.dirname, 'not-there.ts')) });
  await expect(starting).rejects.toMatchObject({ code: 'practice.not-started', about: { reason: 'it ended at once' } });
});

test('nothing but this computer can be reached, and not even that without a network', async () => {
  const networks = shared;
  const http = practiceHttp(nodeHttp());
  const here = { method: 'GET', url: `${networks.bucket.endpoint}/${networks.bucket.name}/nothing` } as const;
  expect((await http.send(here)).status).toBe(404);
  for (const url of ['https://api.x.com/2/tweets', 'http://127.0.0.1.example/', 'http://[::ffff:8.8.8.8]/']) {
    await expect(http.send({ method: 'GET', url })).rejects.toBeInstanceOf(NoAnswer);
  }
  http.setOffline(true);
  await expect(http.send(here)).rejects.toMatchObject({ arrived: 'no', message: 'ERR_INTERNET_DISCONNECTED' });
});

test('what is sealed with the key of one run cannot be opened in another', () => {
  const [one, other] = [keyOfThisRun(), keyOfThisRun()];
  const sealed = one.seal('a token');
  expect(one.open(sealed)).toBe('a token');
  expect(() => other.open(sealed)).toThrow('unable to authenticate data');
});
