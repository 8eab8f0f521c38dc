import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filmPort } from '#electron/media/film-port.ts';

// What the page for films can reach, asked as the page asks, and as one would that was taken over by a hostile film.

const ORIGIN = 'app://films';
const FACTS = { width: 320, height: 568, durationMs: 3500 };

function newPort() {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-films-'));
  const [program, from, to] = ['films.js', 'wheel.mp4', 'made.unfinished'].map((name) => join(folder, name));
  if (program === undefined || from === undefined || to === undefined) throw new Error('no folder');
  writeFileSync(program, 'void 0;');
  writeFileSync(from, 'a mill wheel turns');
  const port = filmPort(program);
  const heard: unknown[] = [];
  port.onMessage((message) => heard.push(message));
  onTestFinished(async () => {
    await port.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (path: string, range?: string): Promise<Response> =>
    port.answer(new Request(ORIGIN + path, range === undefined ? {} : { headers: { range } }));
  const post = (path: string, body: string): Promise<Response> =>
    port.answer(new Request(ORIGIN + path, { method: 'POST', body }));
  const begin = (number: number, more: { to?: string } = { to }): void =>
    port.begin({ number, name: 'wheel.mp4', from, task: { do: 'look' }, ...more });
  return { port, heard, get, post, begin, from, to };
}

test('a task comes without paths, its film is read in ranges, and what is made is on the disk when it is done', async () => {
  const { get, post, begin, heard, to } = newPort();
  const waited = get('/next');
  begin(1);
  expect(await (await waited).json()).toEqual({ number: 1, name: 'wheel.mp4', bytes: 18, task: { do: 'look' } });
  const part = await get('/film/1', 'bytes=2-5');
  expect([part.status, await part.text()]).toEqual([206, 'mill']);
  expect((await post('/made/1?at=4', 'wheel')).status).toBe(204);
  expect((await post('/made/1?at=0', 'the ')).status).toBe(204);
  await post('/said', JSON.stringify({ number: 1, how: 'done', facts: FACTS }));
  expect(readFileSync(to, 'utf8')).toBe('the wheel');
  expect(heard).toEqual([{ number: 1, how: 'done', facts: FACTS }]);
});

test('the page is its own script with a policy that lets nothing else in', async () => {
  const { get } = newPort();
  const page = await get('/');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(await page.text()).toContain('<script type="module" src="/films.js">');
  expect(await (await get('/films.js')).text()).toBe('void 0;');
});

test.each([
  ['GET', '/film/2', 'bytes=0-1'],
  ['GET', '/film/1', undefined],
  ['GET', '/film/1', 'bytes=0-99999999'],
  ['GET', '/film/1', 'bytes=9-3'],
  ['GET', '/film/..%2f1', 'bytes=0-1'],
  ['GET', '/etc/passwd', 'bytes=0-1'],
  ['GET', '/made/1', undefined],
  ['POST', '/film/1', undefined],
  ['POST', '/made/2?at=0', undefined],
  ['POST', '/made/1?at=-1', undefined],
  ['POST', '/made/1?at=x', undefined],
  ['POST', '/made/1?at=1073741824', undefined],
])('%s %s (%s) is refused', async (method, path, range) => {
  const { get, post, begin } = newPort();
  begin(1);
  await get('/next');
  const answer = method === 'GET' ? await get(path, range) : await post(path, 'x');
  expect(answer.status).toBeGreaterThanOrEqual(400);
});

test('a task that makes nothing has nowhere to write', async () => {
  const { get, post, begin } = newPort();
  begin(1, {});
  await get('/next');
  expect((await post('/made/1?at=0', 'x')).status).toBe(404);
});

test('stopped: the page is told, and neither reads nor writes any more', async () => {
  const { port, get, post, begin, to } = newPort();
  begin(1);
  await get('/next');
  await post('/made/1?at=0', 'half');
  await port.withdraw(1);
  expect(await (await get('/next')).json()).toEqual({ number: 1, stop: true });
  expect((await post('/made/1?at=4', 'a film')).status).toBe(404);
  expect((await get('/film/1', 'bytes=0-1')).status).toBe(404);
  expect(readFileSync(to, 'utf8')).toBe('half');
});

test('stopped before it began: the page never hears of it', async () => {
  const { port, get, begin } = newPort();
  begin(1);
  await port.withdraw(1);
  begin(2);
  expect(await (await get('/next')).json()).toMatchObject({ number: 2 });
});

test('a film that is gone is said to be gone', async () => {
  const { begin, heard, from, to } = newPort();
  rmSync(from);
  begin(1);
  await expect.poll(() => heard).toMatchObject([{ number: 1, how: 'failed', failure: { code: 'media.not-found' } }]);
  expect(existsSync(to)).toBe(false);
});

test('when the window ends, whoever waits for a task is let go', async () => {
  const { port, get } = newPort();
  const waited = get('/next');
  await port.close();
  expect((await waited).status).toBe(410);
});
