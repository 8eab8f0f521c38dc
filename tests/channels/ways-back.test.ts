import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Connected } from '#shared/platforms/platform.ts';
import { loopbackReturn } from '#electron/channels/loopback-return.ts';
import { channelWorld, type ChannelWorld } from '#tests/channels/channel-world.ts';
import { handClock, settle } from '#tests/kit/hand-clock.ts';

// The ways back from the browser, and what happens when one sign-in may post to several accounts.

function account(remoteId: string): Connected {
  return {
    account: {
      remoteId,
      handle: `page-${remoteId}`,
      displayName: `Page ${remoteId}`,
      server: 'https://net.example',
      profileUrl: `https://net.example/${remoteId}`,
      limits: {},
    },
    secrets: { access: `tok-${remoteId}` },
  };
}

/** Where the network was asked to lead back to. */
function returnAddress(opened: string): string {
  return new URL(opened).searchParams.get('to') ?? '';
}

const RETURN_PAGE = readFileSync('docs/oauth/return.html', 'utf8');

/** Opens the page that people put on a host of their own, as if the network had led there. */
function returnPage(search: string): { readonly openedLink: string | undefined; readonly shownLink: string } {
  const script = /<script>([\s\S]+)<\/script>/.exec(RETURN_PAGE)?.[1] ?? '';
  const link = { href: 'as written' };
  let openedLink: string | undefined;
  runInNewContext(script, {
    location: { search, replace: (to: string) => void (openedLink = to) },
    document: { getElementById: (id: string) => (id === 'link' ? link : undefined) },
  });
  return { openedLink, shownLink: link.href };
}

const anotherScheme = (search: string): string => `app.postwright:/callback${search}`;

async function untilTold(world: ChannelWorld): Promise<void> {
  for (let turn = 0; turn < 50 && !world.facts.some((fact) => fact.fact === 'sign-in'); turn += 1) await settle();
}

test('a network that leads back to a port of this computer finishes the sign-in there', async () => {
  const world = channelWorld();
  world.network.returnTo = { at: 'loopback' };
  const opened = await world.begin();
  const back = returnAddress(opened);
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  const { search } = new URL(world.network.approve(opened));
  const page = await fetch(`${back}${search}`);
  expect(await page.text()).toContain('You can close this tab');
  await untilTold(world);
  expect(world.facts.at(-1)).toMatchObject({ fact: 'sign-in', outcome: { channel: world.channels()[0] } });
  // The door is open for one way back only.
  await expect(fetch(`${back}${search}`)).rejects.toThrow('fetch failed');
});

test('whatever else asks that port is told nothing', async () => {
  const world = channelWorld();
  world.network.returnTo = { at: 'loopback' };
  const back = returnAddress(await world.begin());
  for (const address of [back, back.replace('/callback', '/'), `${back.replace('/callback', '/favicon.ico')}?x=1`]) {
    expect((await fetch(address)).status).toBe(404);
  }
  expect((await fetch(`${back}?code=a&state=b`, { method: 'POST' })).status).toBe(404);
  expect(world.facts).toEqual([]);
});

test('the port is closed when the sign-in has expired, and opened anew for the next one', async () => {
  const world = channelWorld();
  world.network.returnTo = { at: 'loopback' };
  const first = returnAddress(await world.begin());
  await world.clock.by(10 * 60_000);
  await expect(fetch(`${first}?code=a&state=b`)).rejects.toThrow('fetch failed');
  expect((await fetch(returnAddress(await world.begin()))).status).toBe(404);
});

test('when every port is taken, the person hears which', async () => {
  const clock = handClock(0);
  const taken = loopbackReturn({ clock, ports: [0], onLink: () => undefined });
  const port = Number(new URL(await taken.listen('X', 1000)).port);
  const second = loopbackReturn({ clock, ports: [port], onLink: () => undefined });
  await expect(second.listen('X', 1000)).rejects.toMatchObject({
    code: 'sign-in.no-port',
    about: { platform: 'X', ports: String(port) },
  });
  await taken.stop();
});

test('a page of the person’s own hands what the network said to the app, and a link with another scheme does too', async () => {
  const world = channelWorld();
  world.network.returnTo = { at: 'page', uri: 'https://mill.example/return' };
  for (const linkFor of [(search: string) => returnPage(search).openedLink, anotherScheme]) {
    const opened = await world.begin();
    expect(returnAddress(opened)).toBe('https://mill.example/return');
    const { search } = new URL(world.network.approve(opened));
    expect(await world.follow(linkFor(search) ?? '')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('the page hands the words on as they are, shows the same link, and opens nothing when nothing was said', () => {
  const said = '?code=a%2Bb%26c&state=s%23_';
  expect(returnPage(said)).toEqual({
    openedLink: `postwright://oauth/callback${said}`,
    shownLink: `postwright://oauth/callback${said}`,
  });
  expect(returnPage('')).toEqual({ openedLink: undefined, shownLink: 'postwright://oauth/callback' });
});

test('the page may load nothing and send nothing anywhere', () => {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(RETURN_PAGE)?.[1];
  expect(policy).toBe("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'");
  expect(RETURN_PAGE).toContain('<meta name="referrer" content="no-referrer" />');
});

test('a sign-in that may post to several pages asks which, and connects the chosen ones', async () => {
  const world = channelWorld();
  world.network.finishWith = () => ['1', '2', '3'].map(account);
  expect(await world.follow(world.network.approve(await world.begin()))).toBe('choose');
  const fact = world.facts.at(-1);
  if (fact?.fact !== 'sign-in' || !('choose' in fact.outcome)) throw new Error('not asked');
  const { id, accounts } = fact.outcome.choose;
  expect(accounts.map((one) => [one.handle, one.isConnected])).toEqual([
    ['page-1', false],
    ['page-2', false],
    ['page-3', false],
  ]);
  const channels = world.handlers()['channels.choose']({ id, remoteIds: ['1', '3'] });
  expect(channels.map((channel) => world.channel(channel).handle)).toEqual(['page-1', 'page-3']);
  expect(channels.map((channel) => world.secrets(channel))).toEqual([{ access: 'tok-1' }, { access: 'tok-3' }]);
  // Nothing of it can be taken twice, and nothing secret was told or left on the disk.
  expect(() => world.handlers()['channels.choose']({ id, remoteIds: ['2'] })).toThrow('expired');
  expect(world.shown() + world.onDisk()).not.toContain('tok-');
});

test('a choice that nobody makes is forgotten after ten minutes', async () => {
  const world = channelWorld();
  world.network.finishWith = () => ['1', '2'].map(account);
  await world.follow(world.network.approve(await world.begin()));
  const fact = world.facts.at(-1);
  if (fact?.fact !== 'sign-in' || !('choose' in fact.outcome)) throw new Error('not asked');
  const { id } = fact.outcome.choose;
  await world.clock.by(10 * 60_000);
  expect(() => world.handlers()['channels.choose']({ id, remoteIds: ['1'] })).toThrow('expired');
});

test('connecting one of several again takes that one without asking; another account is refused', async () => {
  const world = channelWorld();
  world.network.finishWith = () => [account('2')];
  const channel = await world.connect();
  world.network.finishWith = () => ['1', '2'].map(account);
  expect(await world.follow(world.network.approve(await world.begin(channel)))).toBe(channel);
  world.network.finishWith = () => ['7', '8'].map(account);
  expect(await world.follow(world.network.approve(await world.begin(channel)))).toBe('channel.other-account');
});
