import { expect, test } from '@playwright/test';
import { launchApp, type App } from '#tests/kit/launch-app.ts';

// What a page could try if something foreign ever ran in it. None of it may work.

let app: App;

test.beforeAll(async () => {
  app = await launchApp();
  await expect.poll(() => app.page.evaluate(() => document.readyState)).toBe('complete');
});
test.afterAll(() => app.close());

interface Bridge {
  readonly postwright: Record<string, unknown> & { call(name: unknown, input: unknown): Promise<string> };
}

test('the page has exactly two functions and nothing of Node or Electron', async () => {
  const seen = await app.page.evaluate(() => ({
    bridge: Object.keys((window as unknown as Bridge).postwright).toSorted(),
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    address: location.href.split('#')[0],
  }));
  expect(seen).toEqual({ bridge: ['call', 'onFact'], globals: [], address: 'app://postwright/index.html?language=en' });
});

test('the window is isolated and sandboxed', async () => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('malformed calls are answered with a failure, and nothing else happens', async () => {
  const codes = await app.page.evaluate(async () => {
    const { postwright } = window as unknown as Bridge;
    const asked: [unknown, unknown][] = [
      ['posts.destroyAll', undefined],
      ['__proto__', {}],
      [{ toString: 'x' }, {}],
      ['channels.connect', { platform: '../../etc/passwd', answers: {} }],
      ['settings.setWorkspace', { zone: 7 }],
      ['settings.setWorkspace', { zone: 'Europe/Atlantis' }],
      ['media.importBytes', { name: 'x'.repeat(10_000), bytes: 'no bytes' }],
    ];
    return Promise.all(
      asked.map(async ([name, input]) => (JSON.parse(await postwright.call(name, input)) as { code?: string }).code),
    );
  });
  expect(codes).toEqual([
    'call.unknown',
    'call.unknown',
    'call.unknown',
    'call.bad-input',
    'call.bad-input',
    'time.unknown-zone',
    'call.bad-input',
  ]);
});

test('foreign and inline scripts, frames, pictures and requests are blocked by the content policy', async () => {
  const directives = ['connect-src', 'frame-src', 'img-src', 'object-src', 'script-src-elem'];
  await app.page.evaluate(async () => {
    const seen = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
    Object.assign(window, { seen });
    const add = (html: string): void => {
      document.body.append(document.createRange().createContextualFragment(html));
    };
    add('<script>window.wasRun = true</script>');
    add('<script src="data:text/javascript,window.wasRun=true"></script>');
    add('<script src="https://evil.example/x.js"></script>');
    add('<iframe src="https://evil.example/"></iframe>');
    add('<img src="https://evil.example/pixel.png">');
    add('<object data="https://evil.example/x"></object>');
    await fetch('https://evil.example/steal').catch(() => undefined);
  });
  const seen = (): Promise<string[]> =>
    app.page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen].toSorted());
  await expect.poll(seen, { timeout: 10_000 }).toEqual(directives);
  expect(await app.page.evaluate(() => 'wasRun' in window)).toBe(false);
});

test('no other page, window, permission or download', async () => {
  const before = app.page.url();
  const tried = await app.page.evaluate(async () => {
    const opened = window.open('https://evil.example/');
    location.href = 'https://evil.example/';
    const link = document.createElement('a');
    Object.assign(link, { href: 'data:text/plain,hello', download: 'hello.txt' });
    link.click();
    const asked = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    const states = await Promise.all(asked.map(async (name) => (await navigator.permissions.query({ name })).state));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { opened: opened !== null, granted: states.filter((state) => state === 'granted') };
  });
  expect(tried).toEqual({ opened: false, granted: [] });
  expect(app.page.url()).toBe(before);
  expect(app.electron.windows()).toHaveLength(1);
});

test('app:// gives the window’s own files and nothing beside them', async () => {
  const statuses = await app.page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/../library.sqlite',
      '/assets/none.js',
    ];
    const got = (path: string) =>
      fetch(path).then(
        ({ status }) => status,
        () => 'refused',
      );
    return Promise.all(paths.map(got));
  });
  expect(statuses).toEqual([200, 'refused', 'refused', 'refused', 'refused']);
});

test('pictures:// gives pictures of the library and nothing beside them, and no page can read what is in one', async () => {
  const seen = await app.page.evaluate(async () => {
    const none = `pictures://postwright/media/${'0'.repeat(64)}`;
    const shown = (address: string) =>
      new Promise<string>((resolve) => {
        const picture = new Image();
        picture.addEventListener('load', () => resolve('shown'));
        picture.addEventListener('error', () => resolve('nothing'));
        picture.src = address;
      });
    const read = await fetch(none).then(
      () => 'read',
      () => 'refused',
    );
    const addresses = [none, 'pictures://postwright/index.html', 'pictures://postwright/media/..%2flibrary.sqlite'];
    return [read, ...(await Promise.all(addresses.map(shown)))];
  });
  expect(seen).toEqual(['refused', 'nothing', 'nothing', 'nothing']);
});

test('a start breaks no rule of the policy itself', async () => {
  const reloaded = app.page.waitForEvent('load');
  await app.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    );
  });
  await app.page.reload();
  await reloaded;
  await expect(app.page.getByRole('main')).toBeVisible();
  expect(await app.page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
});

test('every answer of app:// carries the policy', async () => {
  const headers = await app.page.evaluate(async () => {
    const answer = await fetch('/index.html');
    return ['content-security-policy', 'x-content-type-options', 'content-type'].map((name) =>
      answer.headers.get(name),
    );
  });
  expect(headers[0]).toContain("default-src 'none'");
  expect(headers.slice(1)).toEqual(['nosniff', 'text/html']);
});
