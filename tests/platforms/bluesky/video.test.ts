import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Connected } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { startBlueskyVideo, type BlueskyVideo } from '#simulators/bluesky-video.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { PowerCut, stepMemory } from '#tests/kit/step-memory.ts';
import {
  apiFor,
  film,
  postAt,
  postsWith,
  publish,
  signIn,
  unique,
  type File,
  type PublishOptions,
} from '#tests/platforms/bluesky/world.ts';

// Videos: the real server of Bluesky, and a stand-in for the service that makes them ready, which uploads to that server.

let pds: Pds;
let alice: PdsAccount;
let channel: Connected;

beforeAll(async () => {
  pds = await startPds();
  alice = await pds.createAccount('alice');
  channel = await signIn(pds, alice);
}, 60_000);
afterAll(() => pds.stop());

const STEPS = ['keys', 'facets/0', 'video/0/0', 'video-ready/0/0', 'create/0', 'confirm'];

describe('a video', () => {
  test('is made ready first, and goes out with its description and shape', async () => {
    const world = await newWorld();
    const bread = film();
    const { receipt, memory } = await world.toEnd(unique('bread'), bread);

    expect(memory.finished).toEqual(STEPS);
    const post = await postAt(pds, alice, receipt);
    expect(post.value['embed']).toEqual({
      $type: 'app.bsky.embed.video',
      video: expect.objectContaining({ mimeType: 'video/mp4', size: bread.bytes.length }) as unknown,
      alt: 'Bread rising',
      aspectRatio: { width: 1080, height: 1920 },
    });
    expect(world.service.jobs()).toMatchObject([{ state: 'JOB_STATE_COMPLETED', did: alice.did }]);
    expect(receipt.confirmedBy).toBe('read-back');
  });

  test('is waited for, a few seconds at a time', async () => {
    const world = await newWorld();
    const bread = film();
    const memory = stepMemory({ now: world.now });
    const running = (): Promise<unknown> => world.run('bread', bread, { memory });
    await expect(running()).rejects.toMatchObject({
      trouble: { kind: 'processing', failure: { code: 'publish.processing' }, askAt: world.now() + 3000 },
    });
    world.wait(3000);
    await expect(running()).rejects.toMatchObject({ trouble: { kind: 'processing' } });
    expect(world.service.jobs()).toHaveLength(1);
  });

  test('that is not ready after a quarter of an hour is given up', async () => {
    const world = await newWorld();
    const bread = film();
    const memory = stepMemory({ now: world.now });
    world.service.faults.order(
      'GET',
      '/xrpc/app.bsky.video.getJobStatus',
      {
        kind: 'status',
        status: 200,
        body: { jobStatus: { jobId: 'slow', did: alice.did, state: 'JOB_STATE_ENCODING' } },
      },
      { times: 2 },
    );
    await expect(world.run('slow', bread, { memory })).rejects.toMatchObject({ trouble: { kind: 'processing' } });
    world.wait(16 * 60_000);
    await expect(world.run('slow', bread, { memory })).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.media-refused', about: { file: 'bread.mp4' } } },
    });
  });

  test('that the service has made ready before is posted again at once', async () => {
    const world = await newWorld();
    const bread = film();
    await world.toEnd(unique('first'), bread);
    const { memory } = await world.toEnd(unique('again'), bread);
    expect(world.service.jobs()).toHaveLength(1);
    expect(memory.finished).toEqual(STEPS.filter((step) => step !== 'video-ready/0/0'));
  });

  test.each([
    ['is broken', film({ isBroken: true }), undefined, 'validation_failure'],
    ['cannot be encoded', film(), 'encoding_failure' as const, 'encoding_failure'],
  ])('that %s is refused, and nothing is posted', async (_what, bread, fails, words) => {
    const world = await newWorld();
    if (fails) world.service.failNext(fails);
    const word = unique('broken');
    await expect(world.toEnd(word, bread)).rejects.toMatchObject({
      trouble: {
        kind: 'refused',
        failure: { code: 'publish.media-refused', about: { answer: expect.stringContaining(words) as string } },
      },
    });
    expect(await postsWith(pds, alice, word)).toEqual([]);
  });

  test.each(['pds_upload_unsupported_blob_size', 'pds_upload_failure', 'generic_failure'] as const)(
    'that the service ends with %s is given to the account’s server as it is',
    async (code) => {
      const world = await newWorld();
      world.service.failNext(code);
      const word = unique('simple');
      await world.toEnd(word, film());
      expect(await postsWith(pds, alice, word)).toMatchObject([{ value: { embed: { alt: 'Bread rising' } } }]);
    },
  );

  test('of a kind that the service does not support is given to the account’s server as it is', async () => {
    const world = await newWorld();
    world.service.faults.order('POST', '/xrpc/app.bsky.video.uploadVideo', {
      kind: 'status',
      status: 400,
      body: { error: 'unsupported_media', message: 'Not here' },
    });
    const { memory } = await world.toEnd(unique('unsupported'), film());
    expect(memory.finished).not.toContain('video-ready/0/0');
  });

  test('that neither takes is refused by its name', async () => {
    const world = await newWorld();
    world.service.failNext('pds_upload_unsupported_blob_size');
    await expect(world.toEnd(unique('huge'), film({ size: 6 * 1024 * 1024 }))).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.media-refused', about: { file: 'bread.mp4' } } },
    });
  });

  test('waits while the service has trouble', async () => {
    const world = await newWorld();
    world.service.faults.order('POST', '/xrpc/app.bsky.video.uploadVideo', {
      kind: 'status',
      status: 503,
      body: 'busy',
    });
    await expect(world.run('busy', film())).rejects.toMatchObject({ trouble: { kind: 'temporary' } });
  });

  test('of an account whose e-mail is not confirmed says so, and nothing is uploaded', async () => {
    const world = await newWorld();
    world.service.setLimits({ canUpload: false, error: 'unconfirmed_email', message: 'Please confirm your email.' });
    await expect(world.run('mail', film())).rejects.toMatchObject({
      trouble: {
        kind: 'refused',
        failure: { code: 'channel.needs-attention', about: { answer: 'Please confirm your email.' } },
      },
    });
    expect(world.service.jobs()).toEqual([]);
    expect(await health()).toEqual({ missingPermissions: ['Videos: Please confirm your email.'] });
  });

  test('waits for another day when the day’s videos are used up', async () => {
    const world = await newWorld();
    world.service.setLimits({ canUpload: true, remainingDailyVideos: 0, remainingDailyBytes: 5_000_000 });
    await expect(world.run('full', film())).rejects.toMatchObject({
      trouble: { kind: 'temporary', failure: { code: 'publish.rate-limited' }, retryAt: world.now() + 3_600_000 },
    });
    expect(await health()).toEqual({ missingPermissions: [] });
  });

  test('whose upload the server forgot goes out all the same', async () => {
    const world = await newWorld();
    const memory = stepMemory({ now: world.now });
    memory.crashBefore('create/0');
    const bread = film();
    const word = unique('forgotten');
    await expect(world.toEnd(word, bread, { memory, stopAt: PowerCut })).rejects.toThrow(PowerCut);
    expect(await pds.forgetBlobs(alice.did)).toBeGreaterThan(0);
    await world.toEnd(word, bread, { memory });
    expect(memory.finished).toContain('create/0/again-1');
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });

  test('is uploaded with a token that lasts, by the server’s clock, when this computer’s is ten minutes off', async () => {
    for (const off of [-10 * 60_000, 10 * 60_000]) {
      const world = await newWorld(off);
      const word = unique('clock');
      await world.toEnd(word, film());
      expect(await postsWith(pds, alice, word)).toHaveLength(1);
    }
  });

  test.each(STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]))(
    'goes out once when the power goes %s',
    async (moment) => {
      const world = await newWorld();
      const memory = stepMemory({ now: world.now });
      const [when, step = ''] = moment.split(' ');
      if (when === 'before') memory.crashBefore(step);
      else memory.crashAfter(step);
      const word = unique('cut');
      await world.toEnd(word, film(), { memory });
      expect(await postsWith(pds, alice, word)).toHaveLength(1);
    },
  );
});

// The world

interface VideoWorld {
  readonly service: BlueskyVideo;
  readonly now: () => number;
  wait(ms: number): void;
  run(text: string, video: File, options?: PublishOptions): ReturnType<typeof publish>;
  toEnd(text: string, video: File, options?: PublishOptions & { stopAt?: typeof PowerCut }): ReturnType<typeof publish>;
}

/** `off` is how far this computer's clock is from the network's. */
async function newWorld(off = 0): Promise<VideoWorld> {
  let waited = 0;
  const started = Date.now();
  const service = await startBlueskyVideo({ server: pds.url, clock: { now: () => started + waited } });
  onTestFinished(() => service.stop());
  await pds.setVideoService(service.url);
  const now = (): number => started + off + waited;
  const run: VideoWorld['run'] = (text, video, options) =>
    publish(channel, [{ text, media: [video.media] }], { files: [video], now, ...options });
  return {
    service,
    now,
    wait: (ms) => void (waited += ms),
    run,
    toEnd: async (text, video, { stopAt, ...options } = {}) => {
      const memory = options.memory ?? stepMemory({ now });
      for (let runs = 0; runs < 20; runs += 1) {
        const ended = await run(text, video, { ...options, memory }).catch((thrown: unknown) => thrown);
        if (!(ended instanceof Error)) return ended as Awaited<ReturnType<typeof publish>>;
        const mayGoOn = stopAt === undefined && ended instanceof PowerCut;
        if (!mayGoOn && !String(ended).includes('processing')) throw ended;
        waited += 3000;
      }
      throw new Error('No receipt after many runs');
    },
  };
}

async function health(): Promise<unknown> {
  if (!blueskyAdapter.health) throw new Error('Bluesky says how its accounts are.');
  return blueskyAdapter.health(apiFor(channel));
}
