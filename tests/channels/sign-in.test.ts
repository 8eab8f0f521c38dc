import { expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, CommandId } from '#shared/ids.ts';
import { connectChannel } from '#electron/channels/connect-channel.ts';
import { parseCallback } from '#electron/channels/oauth-callback.ts';
import { BROWSER, channelWorld, NEVER_SHOWN, PASSWORD } from '#tests/channels/channel-world.ts';
import { noKeychain } from '#tests/secrets/fake-keychain.ts';

test('a person signs in: browser, approval, link, channel', async () => {
  const world = channelWorld();
  const channel = world.channel(await world.connect());
  expect(channel).toMatchObject({
    handle: 'ada',
    state: 'connected',
    platform: BROWSER,
    server: 'https://net.example',
  });
  expect(world.secrets(channel.id)).toEqual({ access: 'tok-1', refresh: 'ref-1' });
  expect(world.changes).toContainEqual({ topic: 'channels', ids: [channel.id] });
});

test('state and challenge are new each time, and long enough that nobody guesses them', async () => {
  const world = channelWorld();
  const queries = [await world.begin(), await world.begin()].map((open) => new URL(open).searchParams);
  for (const name of ['state', 'challenge']) {
    const [first, second] = queries.map((query) => query.get(name) ?? '');
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(second);
  }
});

test('our app is registered with a server once', async () => {
  const world = channelWorld();
  await world.connect();
  await world.crash();
  await world.connect();
  expect(world.network.apps.get('https://net.example')).toBe(1);
});

test('a link with a state that was never given is ignored', async () => {
  const world = channelWorld();
  const open = await world.begin();
  const forged = world.network.approve(open).replace(/state=[\w-]+$/, `state=${'A'.repeat(43)}`);
  expect(await world.follow(forged)).toBe('sign-in.unknown-state');
  expect(world.handlers()['channels.list']()).toEqual([]);
  // The real one still works.
  expect(await world.follow(world.network.approve(open))).toMatch(/^[0-9a-f-]{36}$/);
});

test('a link cannot be used twice', async () => {
  const world = channelWorld();
  const link = world.network.approve(await world.begin());
  await world.follow(link);
  expect(await world.follow(link)).toBe('sign-in.state-used');
});

test('two of the same link at once: one connects, the other is used', async () => {
  const world = channelWorld();
  const link = world.network.approve(await world.begin());
  await Promise.all([world.follow(link), world.follow(link)]);
  const ends = world.facts.flatMap((fact) => (fact.fact === 'sign-in' ? fact.outcome : []));
  expect(ends.filter((end) => 'channel' in end)).toHaveLength(1);
  expect(ends.filter((end) => 'failure' in end && end.failure.code === 'sign-in.state-used')).toHaveLength(1);
});

test('a code that the network refuses has used up its state', async () => {
  const world = channelWorld();
  const link = world.network.approve(await world.begin());
  world.network.onFinish = () =>
    Promise.reject(new Failure('sign-in.refused', { platform: 'Browserly', answer: 'no' }));
  expect(await world.follow(link)).toBe('sign-in.refused');
  world.network.onFinish = undefined;
  expect(await world.follow(link)).toBe('sign-in.state-used');
});

test('ten minutes are enough, a moment longer is not', async () => {
  const world = channelWorld();
  const [early, late] = [await world.begin(), await world.begin()].map((open) => world.network.approve(open));
  await world.clock.by(10 * 60_000 - 1);
  expect(await world.follow(early ?? '')).toMatch(/^[0-9a-f-]{36}$/);
  await world.clock.by(1);
  expect(await world.follow(late ?? '')).toBe('sign-in.expired');
});

test('a sign-in from last week is unknown, and nothing of it is kept', async () => {
  const world = channelWorld();
  const link = world.network.approve(await world.begin());
  await world.clock.by(7 * 24 * 3_600_000);
  await world.begin();
  expect(await world.follow(link)).toBe('sign-in.unknown-state');
});

test('a person who declines is told so, and nothing else happens', async () => {
  const world = channelWorld();
  const state = new URL(await world.begin()).searchParams.get('state');
  const link = `postwright://oauth/callback?error=access_denied&state=${state}`;
  expect(await world.follow(link)).toBe('sign-in.refused');
  expect(await world.follow(link)).toBe('sign-in.state-used');
});

test('what a link says is shown short, plain and without tokens', async () => {
  const world = channelWorld();
  const state = new URL(await world.begin()).searchParams.get('state');
  const words = encodeURIComponent(`no\u0000\u202e way access_token=tok-1 ${'x'.repeat(500)}`);
  await world.follow(`postwright://oauth/callback?error=server_error&error_description=${words}&state=${state}`);
  const [fact] = world.facts;
  const failure = fact?.fact === 'sign-in' && 'failure' in fact.outcome ? fact.outcome.failure : undefined;
  expect(failure?.about['answer']).toMatch(/^no way access_token=\[redacted\] x{50,}$/);
  expect(String(failure?.about['answer']).length).toBeLessThanOrEqual(200);
});

test.each([
  'postwright://oauth/callback',
  'postwright://oauth/callback?code=1',
  'postwright://oauth/callback?state=s',
  'postwright://oauth/callback?code=1&error=e&state=s',
  'postwright://oauth/callback?code=1&code=2&state=s',
  'postwright://oauth/callback?code=1&state=s&state=t',
  'postwright://oauth/callback?code=&state=s',
  'postwright://oauth/elsewhere?code=1&state=s',
  'postwright://oauth/callback/more?code=1&state=s',
  'postwright://evil/callback?code=1&state=s',
  'postwright://ada@oauth/callback?code=1&state=s',
  'postwright://oauth:80/callback?code=1&state=s',
  'https://oauth/callback?code=1&state=s',
  'postwright:oauth/callback?code=1&state=s',
  'postwright://',
  '',
])('%s is not a sign-in', async (link) => {
  const world = channelWorld();
  expect(parseCallback(link)).toBeUndefined();
  expect(await world.follow(link)).toBe('sign-in.bad-link');
});

test('a link that is too long is not read', () => {
  expect(parseCallback(`postwright://oauth/callback?code=${'1'.repeat(9000)}&state=s`)).toBeUndefined();
});

test('parameters that we do not know do not disturb', () => {
  expect(parseCallback('postwright://oauth/callback?code=1&iss=https%3A%2F%2Fa.example&state=s#_=_')).toEqual({
    state: 's',
    code: '1',
    params: { state: 's', code: '1', iss: 'https://a.example' },
  });
});

test('Postwright crashes while the person is in the browser: a new process finishes the sign-in', async () => {
  const world = channelWorld();
  const link = world.network.approve(await world.begin());
  await world.crash();
  expect(world.channel((await world.follow(link)) as ChannelId).state).toBe('connected');
});

test('a browser that does not open leaves no sign-in behind', async () => {
  const world = channelWorld();
  world.browserIs = 'missing';
  await expect(world.begin()).rejects.toMatchObject({ code: 'sign-in.no-browser' });
  expect(world.library.read.prepare('SELECT * FROM sign_ins').all()).toEqual([]);
});

test('connecting again signs the channel in, as the same channel', async () => {
  const world = channelWorld();
  const first = await world.connect();
  world.library.write((tx) => tx.prepare(`UPDATE channels SET state = 'signed-out' WHERE id = ?`).run(first));
  world.network.valid = 'tok-new';
  const again = await world.follow(world.network.approve(await world.begin(first)));
  expect(again).toBe(first);
  expect(world.channel(first).state).toBe('connected');
  expect(world.secrets(first)).toMatchObject({ access: 'tok-new' });
});

test('connecting again as somebody else changes nothing', async () => {
  const world = channelWorld();
  const first = await world.connect();
  const before = world.channel(first);
  world.network.account = { ...world.network.account, remoteId: '2', handle: 'bob' };
  world.network.valid = 'tok-bob';
  expect(await world.follow(world.network.approve(await world.begin(first)))).toBe('channel.other-account');
  expect(world.handlers()['channels.list']()).toEqual([before]);
  expect(world.secrets(first)).toMatchObject({ access: 'tok-1' });
});

test('the same account connected twice is one channel; another server’s account is another', async () => {
  const world = channelWorld();
  const first = await world.connect();
  expect(await world.connect()).toBe(first);
  world.network.account = { ...world.network.account, server: 'https://other.example' };
  expect(await world.connect()).not.toBe(first);
  expect(world.handlers()['channels.list']()).toHaveLength(2);
});

test('with a password a channel is connected at once, or it is said why not', async () => {
  const world = channelWorld();
  const answer = await connectChannel(world.deps(), {
    platform: PASSWORD,
    way: 'password',
    answers: { password: 'hunter2' },
  });
  expect(answer.then === 'connected' && world.channel(answer.channel).state).toBe('connected');
  const wrong = connectChannel(world.deps(), { platform: PASSWORD, way: 'password', answers: { password: 'hunter3' } });
  await expect(wrong).rejects.toMatchObject({ code: 'sign-in.wrong-password' });
});

test('a network that nobody knows, a channel that is not there', async () => {
  const world = channelWorld();
  const unknown = connectChannel(world.deps(), {
    platform: 'elsewhere' as typeof BROWSER,
    way: 'browser',
    answers: {},
  });
  await expect(unknown).rejects.toMatchObject({ code: 'sign-in.unknown-platform' });
  const reconnect = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
  await expect(world.begin(reconnect)).rejects.toMatchObject({ code: 'channel.not-found' });
});

test('without a keychain and without a choice nobody is sent to a browser', async () => {
  const world = channelWorld(noKeychain());
  await expect(world.begin()).rejects.toMatchObject({ code: 'vault.no-keychain' });
  expect([world.opened, world.network.apps.size]).toEqual([[], 0]);
});

test('in memory a sign-in works, and a new process does not know it', async () => {
  const world = channelWorld(noKeychain());
  world.vault.useMemory();
  const channel = await world.connect();
  expect(world.secrets(channel)).toBeDefined();
  const link = world.network.approve(await world.begin());
  await world.crash();
  expect(await world.follow(link)).toBe('sign-in.unknown-state');
});

test('a link that comes while the vault is locked can be used once it is open', async () => {
  const world = channelWorld(noKeychain());
  await world.vault.usePassphrase('a long passphrase');
  const link = world.network.approve(await world.begin());
  await world.crash();
  expect(await world.follow(link)).toBe('vault.locked');
  await world.vault.usePassphrase('a long passphrase');
  expect(await world.follow(link)).toMatch(/^[0-9a-f-]{36}$/);
});

test('a channel is paused, resumed and disconnected; disconnecting forgets the sign-in', async () => {
  const world = channelWorld();
  const channel = await world.connect();
  const change = (kind: 'channel.pause' | 'channel.resume' | 'channel.disconnect', id: string): void =>
    world.handlers()['channels.change']({ id: id as CommandId, command: { kind, channel } });
  change('channel.pause', '00000000-0000-4000-8000-000000000001');
  expect(world.channel(channel).state).toBe('paused');
  change('channel.resume', '00000000-0000-4000-8000-000000000002');
  // The same command again is decided once.
  change('channel.pause', '00000000-0000-4000-8000-000000000001');
  expect(world.channel(channel).state).toBe('connected');
  change('channel.disconnect', '00000000-0000-4000-8000-000000000003');
  expect(world.channel(channel).state).toBe('disconnected');
  expect(world.secrets(channel)).toBeUndefined();
  expect(() => change('channel.resume', '00000000-0000-4000-8000-000000000004')).toThrow('no longer connected');
});

test('nothing secret of a sign-in is readable on the disk, in the log or in what the window hears', async () => {
  const world = channelWorld();
  const open = await world.begin();
  const state = new URL(open).searchParams.get('state') ?? '';
  expect(world.onDisk()).not.toContain(state);
  await world.follow(world.network.approve(open));
  // A network that repeats our secrets in its refusal.
  const other = await world.begin();
  const foreign = world.network.approve(other).replace(/code=[\w-]+/, 'code=code-forged');
  expect(await world.follow(foreign)).toBe('sign-in.refused');
  expect(world.onDisk()).not.toMatch(/tok-1|ref-1|client-secret/);
  expect(world.shown().replaceAll('code-forged', '')).not.toMatch(NEVER_SHOWN);
});
