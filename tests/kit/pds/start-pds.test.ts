import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startPds } from './start-pds.ts';

const HELD = 30_000;

test('the server ends with the test, and leaves nothing', { timeout: HELD }, async () => {
  const before = await folders();
  const pds = await startPds();
  expect((await fetch(`${pds.url}/xrpc/_health`)).status).toBe(200);
  await pds.stop();
  expect(await isUp(pds.url)).toBe(false);
  expect(await folders()).toEqual(before);
  await pds.stop();
});

test(
  'an account that is closed is gone, and the next of that name begins with nothing',
  { timeout: HELD },
  async () => {
    const pds = await startPds();
    onTestFinished(() => pds.stop());
    const first = await pds.createAccount('millhouse');
    await pds.closeAccount(first.did);
    await expect(pds.listPosts(first.did)).rejects.toThrow(/RepoNotFound|Could not find/);
    const second = await pds.createAccount('millhouse');
    expect(second.handle).toBe(first.handle);
    expect(second.did).not.toBe(first.did);
    expect(await pds.listPosts(second.did)).toEqual([]);
  },
);

test('the server ends when the process that started it is killed', { timeout: HELD }, async () => {
  const script = `
    const { startPds } = await import(${JSON.stringify(join(import.meta.dirname, 'start-pds.ts'))});
    const { url, folder } = await startPds();
    console.log(JSON.stringify({ url, folder }));
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [said] = (await Promise.race([once(parent.stdout, 'data'), once(parent, 'exit')])) as [Buffer | number];
  const { url, folder } = JSON.parse(String(said)) as { url: string; folder: string };
  expect([(await fetch(url)).status, existsSync(folder)]).toEqual([200, true]);

  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect([await isUp(url), existsSync(folder)]).toEqual([false, false]), {
    timeout: 5000,
  });
});

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Folders of servers whose process is this test's business alone; others may come and go beside it. */
async function folders(): Promise<readonly string[]> {
  const names = await readdir(tmpdir());
  return names.filter((name) => name.startsWith(`postwright-pds-${process.pid}-`));
}
