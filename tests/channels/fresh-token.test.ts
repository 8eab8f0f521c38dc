import { expect, test } from 'vitest';
import type { ChannelId, CommandId } from '#shared/ids.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { keepRenewed, signOutForgotten } from '#electron/channels/channels.write.ts';
import { startChannelAccess } from '#electron/channels/fresh-token.ts';
import type { Library } from '#electron/db/handles.ts';
import { settle } from '#tests/kit/hand-clock.ts';
import { type ChannelWorld, channelWorld, lostAnswer, NEVER_SHOWN } from '#tests/channels/channel-world.ts';
import { noKeychain } from '#tests/secrets/fake-keychain.ts';

const CREATE: HttpRequest = {
  method: 'POST',
  url: 'https://net.example/create?access_token=tok-query',
  body: { json: { text: 'hello' } },
};

async function connectedWorld(world = channelWorld()): Promise<{ world: ChannelWorld; channel: ChannelId }> {
  return { world, channel: await world.connect() };
}

/** The network no longer takes the token we hold; a renewal will give the next one. */
function runOut(world: ChannelWorld): void {
  world.network.valid = 'tok-run-out';
}

/** Bottleneck works with timers of its own. */
async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 2 }).toBe(true);
}

async function troubleOf(sent: Promise<unknown>): Promise<Trouble> {
  try {
    await sent;
  } catch (error) {
    if (error instanceof StepTrouble) return error.trouble;
    throw error;
  }
  return expect.unreachable('it was answered');
}

test('a request goes out with the sign-in of its channel, and its answer comes back as it is', async () => {
  const { world, channel } = await connectedWorld();
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
  expect(world.network.requests).toEqual([`POST ${CREATE.url} Bearer tok-1`]);
});

test('a sign-in that has run out is renewed once, and the request sent again with the new one', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
  expect(world.network.renewals).toBe(1);
  expect(world.network.requests.map((request) => request.slice(-5))).toEqual(['tok-1', 'tok-2']);
  expect(world.secrets(channel)).toEqual({ access: 'tok-2', refresh: 'ref-2' });
});

test('two publications find it run out at once: the network is asked for one new sign-in', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  const answers = await Promise.all([
    world.api(channel).send(CREATE),
    world.api(channel).send(CREATE),
    world.api(channel).send(CREATE),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(world.network.renewals).toBe(1);
});

test('a request that left before a renewal and is answered after it uses the new sign-in', async () => {
  const { world, channel } = await connectedWorld();
  const early = Promise.withResolvers<HttpAnswer>();
  world.network.onSend = () => early.promise;
  const late = world.api(channel).send(CREATE);
  await until(() => world.network.requests.length === 1);
  world.network.onSend = undefined;
  // Meanwhile somebody else has renewed.
  const fresh = world.network.turnOver({ refresh: 'ref-1' });
  if ('secrets' in fresh) world.library.write((tx) => keepRenewed(tx, world.vault, channel, fresh));
  early.resolve({ status: 401, headers: {}, body: '' });
  expect(await late).toMatchObject({ status: 200 });
  expect(world.network.renewals).toBe(1);
});

test('a new sign-in is on the disk before it is used', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  const stored: unknown[] = [];
  world.network.onSend = (request) => {
    stored.push(world.secrets(channel)?.['access']);
    const isGood = request.headers?.['authorization'] === `Bearer ${world.network.valid}`;
    return Promise.resolve({ status: isGood ? 200 : 401, headers: {}, body: '' });
  };
  await world.api(channel).send(CREATE);
  expect(stored).toEqual(['tok-1', 'tok-2']);
});

test('Postwright crashes between the network’s new sign-in and its storing: the channel says that it is signed out', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  // The network has turned over; its answer never gets here.
  world.network.onRenew = () => {
    world.network.turnOver({ refresh: 'ref-1' });
    return new Promise(() => undefined);
  };
  void world.api(channel).send(CREATE);
  await until(() => world.network.renewals === 1);
  await world.crash();
  world.network.onRenew = undefined;
  const trouble = await troubleOf(world.api(channel).send(CREATE));
  expect(trouble).toMatchObject({
    kind: 'signed-out',
    failure: { code: 'channel.token-expired', about: { channel: '@ada' } },
  });
  expect(world.channel(channel).state).toBe('signed-out');
});

test('a full disk does not lose a new sign-in: it is stored before the next request', async () => {
  const { world, channel } = await connectedWorld();
  const disk = { isFull: true };
  const library: Library = {
    ...world.library,
    write: (work) => {
      if (disk.isFull) throw new Error('SQLITE_FULL');
      return world.library.write(work);
    },
  };
  const access = startChannelAccess({ ...world.deps(), library, linkCard: () => Promise.resolve(undefined) });
  const api = access.apiFor(channel, {
    readMedia: () => Promise.reject(new Error('none')),
    publicAddress: () => Promise.reject(new Error('none')),
    onRequest: () => undefined,
  });
  runOut(world);
  expect(await troubleOf(api.send(CREATE))).toMatchObject({ kind: 'not-arrived' });
  disk.isFull = false;
  expect(await api.send(CREATE)).toMatchObject({ status: 200 });
  expect(world.network.renewals).toBe(1);
  expect(world.secrets(channel)).toMatchObject({ refresh: 'ref-2' });
});

test('a sign-in that the network took back: the channel is signed out, and the window hears of it', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  world.network.refresh = 'ref-revoked';
  expect(await troubleOf(world.api(channel).send(CREATE))).toMatchObject({
    kind: 'signed-out',
    failure: { code: 'channel.token-expired' },
  });
  expect(world.channel(channel).state).toBe('signed-out');
  expect(world.changes.at(-1)).toEqual({ topic: 'channels', ids: [channel] });
});

test('a network that never likes the new sign-in is asked twice, not for ever', async () => {
  const { world, channel } = await connectedWorld();
  world.network.onSend = () => Promise.resolve({ status: 401, headers: {}, body: '' });
  expect(await troubleOf(world.api(channel).send(CREATE))).toMatchObject({ kind: 'signed-out' });
  expect(world.network.renewals).toBe(1);
});

test.each<[string, Trouble, Trouble['kind']]>([
  ['busy', { kind: 'temporary', failure: { code: 'publish.rate-limited', about: {} }, retryAt: 5 }, 'temporary'],
  ['lost', { kind: 'maybe', failure: { code: 'publish.unreachable', about: {} } }, 'not-arrived'],
  ['offline', { kind: 'not-arrived', failure: { code: 'publish.unreachable', about: {} } }, 'not-arrived'],
])('a renewal that is %s signs nobody out, and is no doubt about the post', async (_how, trouble, kind) => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  world.network.onRenew = () => Promise.resolve({ trouble });
  expect((await troubleOf(world.api(channel).send(CREATE))).kind).toBe(kind);
  expect(world.channel(channel).state).toBe('connected');
});

test('an adapter that trips over the renewal signs nobody out', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  world.network.onRenew = () => Promise.reject(new TypeError('token tok-1 is odd'));
  expect((await troubleOf(world.api(channel).send(CREATE))).kind).toBe('not-arrived');
  expect(world.shown()).not.toMatch(NEVER_SHOWN);
});

test.each([
  ['no', 'not-arrived'],
  ['maybe', 'maybe'],
] as const)('no answer, arrived: %s, is trouble: %s', async (arrived, kind) => {
  const { world, channel } = await connectedWorld();
  world.network.onSend = lostAnswer(arrived);
  expect(await troubleOf(world.api(channel).send(CREATE))).toMatchObject({
    kind,
    failure: {
      code: 'publish.unreachable',
      about: {
        platform: 'Browserly',
        channel: '@ada',
        reason: 'the connection broke before the answer (ERR_CONNECTION_RESET)',
      },
    },
  });
});

test('a channel that was taken off during a renewal does not come back', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  const answer = Promise.withResolvers<{ secrets: Record<string, unknown> }>();
  let isRenewing = false;
  world.network.onRenew = () => {
    isRenewing = true;
    return answer.promise;
  };
  const sent = troubleOf(world.api(channel).send(CREATE));
  await until(() => isRenewing);
  const id = '00000000-0000-4000-8000-000000000003' as CommandId;
  world.handlers()['channels.change']({ id, command: { kind: 'channel.disconnect', channel } });
  answer.resolve({ secrets: { access: 'tok-2', refresh: 'ref-2' } });
  expect(await sent).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.not-found' } });
  expect(world.secrets(channel)).toBeUndefined();
});

test('a channel that was connected anew during a renewal keeps its newest sign-in', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  const answer = Promise.withResolvers<{ secrets: Record<string, unknown> }>();
  let isRenewing = false;
  world.network.onRenew = () => {
    isRenewing = true;
    return answer.promise;
  };
  const sent = world.api(channel).send(CREATE);
  await until(() => isRenewing);
  world.network.valid = 'tok-by-hand';
  await world.connect();
  answer.resolve({ secrets: { access: 'tok-older', refresh: 'ref-older' } });
  expect(await sent).toMatchObject({ status: 200 });
  expect(world.secrets(channel)).toMatchObject({ access: 'tok-by-hand' });
});

test('a keychain that lost its key signs the channel out and says why', async () => {
  const { world, channel } = await connectedWorld();
  world.keychain.loseKey();
  expect(await troubleOf(world.api(channel).send(CREATE))).toMatchObject({
    kind: 'signed-out',
    failure: { code: 'vault.unreadable', about: { channel: '@ada' } },
  });
  expect(world.channel(channel).state).toBe('signed-out');
});

test('a locked vault waits for its person; nobody is signed out', async () => {
  const world = channelWorld(noKeychain());
  await world.vault.usePassphrase('a long passphrase');
  const channel = await world.connect();
  await world.crash();
  expect(signOutForgotten(world.library, world.vault)).toBe(0);
  expect(await troubleOf(world.api(channel).send(CREATE))).toMatchObject({
    kind: 'not-arrived',
    failure: { code: 'vault.locked' },
  });
  await world.vault.usePassphrase('a long passphrase');
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
});

test('after a start, channels whose sign-in was only in memory say that they are signed out', async () => {
  const world = channelWorld(noKeychain());
  world.vault.useMemory();
  const channel = await world.connect();
  expect(signOutForgotten(world.library, world.vault)).toBe(0);
  await world.crash();
  expect(signOutForgotten(world.library, world.vault)).toBe(1);
  expect(world.channel(channel).state).toBe('signed-out');
});

test('when nothing is left of a limit the network is not asked until it is renewed', async () => {
  const { world, channel } = await connectedWorld();
  const resetAt = world.clock.now() + 60_000;
  world.network.quota = { remaining: 0, resetAt };
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
  const [first, second] = await Promise.all([
    troubleOf(world.api(channel).send(CREATE)),
    troubleOf(world.api(channel).send(CREATE)),
  ]);
  expect(first).toMatchObject({
    kind: 'temporary',
    retryAt: resetAt,
    failure: { code: 'publish.rate-limited', about: { retryAt: resetAt } },
  });
  expect(second?.kind).toBe('temporary');
  expect(world.network.requests).toHaveLength(1);
  await world.clock.by(60_000);
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
});

test('requests of one channel go out one after the other; those of another do not wait', async () => {
  const { world, channel } = await connectedWorld();
  world.network.account = { ...world.network.account, remoteId: '2', handle: 'bob' };
  const other = await world.connect();
  const answers: PromiseWithResolvers<HttpAnswer>[] = [];
  world.network.onSend = () => {
    const answer = Promise.withResolvers<HttpAnswer>();
    answers.push(answer);
    return answer.promise;
  };
  const sent = [world.api(channel).send(CREATE), world.api(channel).send(CREATE), world.api(other).send(CREATE)];
  await until(() => answers.length === 2);
  await settle();
  expect(answers).toHaveLength(2);
  for (const answer of answers.splice(0)) answer.resolve({ status: 200, headers: {}, body: '' });
  await until(() => answers.length === 1);
  answers[0]?.resolve({ status: 200, headers: {}, body: '' });
  expect(await Promise.all(sent)).toHaveLength(3);
});

test('every request is told to the ledger: method, address without tokens, status, how long', async () => {
  const { world, channel } = await connectedWorld();
  await world.api(channel).send(CREATE);
  world.network.onSend = lostAnswer('maybe');
  await troubleOf(world.api(channel).send(CREATE));
  expect(world.made).toEqual([
    { method: 'POST', url: 'https://net.example/create?access_token=[redacted]', ms: 0, status: 200 },
    {
      method: 'POST',
      url: 'https://net.example/create?access_token=[redacted]',
      ms: 0,
      reason: 'the connection broke before the answer (ERR_CONNECTION_RESET)',
    },
  ]);
});

test('no token is in the log, in a fact, in a change or in the ledger, whatever went wrong', async () => {
  const { world, channel } = await connectedWorld();
  runOut(world);
  await world.api(channel).send(CREATE);
  world.network.refresh = 'ref-revoked';
  runOut(world);
  await troubleOf(world.api(channel).send(CREATE));
  expect(world.shown()).not.toMatch(NEVER_SHOWN);
  expect(world.onDisk()).not.toMatch(/tok-[12]|ref-[12]/);
});

test('a channel that is not there has no way to a network', () => {
  expect(() => channelWorld().api('0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId)).toThrow('no longer connected');
});
