import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ChannelId, MediaId } from '#shared/ids.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import {
  connectBluesky,
  connectMastodon,
  importPicture,
  publishNow,
  untilAll,
  writePost,
} from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { startWatchingProxy, type Phase, type WatchingProxy } from '#tests/kit/watching-proxy.ts';

// Postwright is killed at every request of a publication: before it reaches the network, when it was carried out and
// not answered, and when the answer has just arrived. Started again, it has to bring the publication to its end, and
// the network must show every part of the thread exactly once.

const PHASES: readonly Phase[] = ['before', 'during', 'after'];
const TEXTS = ['First part, with a picture', 'Second part'];
const PICTURE = readFileSync(join(import.meta.dirname, '../kit/pictures/harvest.jpg'));

interface Connected {
  readonly folder: string;
  readonly channels: { readonly bluesky: ChannelId; readonly mastodon: ChannelId };
  readonly picture: MediaId;
}

let pds: Pds;
let mastodon: Mastodon;
let account: PdsAccount;
let toBluesky: WatchingProxy;
let toMastodon: WatchingProxy;
let connected: Connected;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  [pds, mastodon] = await Promise.all([startPds(), startMastodon()]);
  mastodon.createAccount({ username: 'ada' });
  account = await pds.createAccount('ada');
  [toBluesky, toMastodon] = await Promise.all([startWatchingProxy(pds.url), startWatchingProxy(mastodon.url)]);
  connected = await connectOnce();
});

test.afterAll(async () => {
  await Promise.all([toBluesky.stop(), toMastodon.stop()]);
  await Promise.all([pds.stop(), mastodon.stop()]);
  await rm(connected.folder, { recursive: true, force: true });
});

// Requests that change something: an upload and a post per part.
for (const nth of [1, 2, 3]) {
  for (const phase of PHASES) {
    test(`Bluesky: killed ${phase} request ${nth}, the thread is there once`, async () => {
      await killAt(toBluesky, 'bluesky', nth, phase);
      const posts = (await pds.listPosts(account.did)).filter((post) =>
        isOf(String(post.value['text']), `bluesky ${nth} ${phase}`),
      );
      expect(posts.map((post) => post.value['text'])).toEqual(TEXTS.map((text) => `${text} · bluesky ${nth} ${phase}`));
    });

    test(`Mastodon: killed ${phase} request ${nth}, the thread is there once`, async () => {
      await killAt(toMastodon, 'mastodon', nth, phase);
      const statuses = mastodon.received().filter((status) => isOf(status.text, `mastodon ${nth} ${phase}`));
      expect(statuses.map((status) => status.text)).toEqual(TEXTS.map((text) => `${text} · mastodon ${nth} ${phase}`));
    });
  }
}

async function killAt(proxy: WatchingProxy, network: 'bluesky' | 'mastodon', nth: number, phase: Phase): Promise<void> {
  test.setTimeout(60_000);
  const userData = mkdtempSync(join(tmpdir(), 'postwright-killed-'));
  cpSync(connected.folder, userData, { recursive: true });
  const first = await launch(userData);
  const killed = new Promise<void>((resolve) => {
    proxy.watch(async (seen, at) => {
      if (seen.nth !== nth || at !== phase) return 'go';
      await first.kill();
      resolve();
      return 'cut';
    });
  });
  const post = await writePost(first, {
    texts: TEXTS.map((text) => `${text} · ${network} ${nth} ${phase}`),
    channels: [connected.channels[network]],
    picture: { id: connected.picture, alt: 'Wheat at dusk' },
  });
  // The answer to this call may never come: the program it is asked of is killed.
  void publishNow(first, post).catch(() => undefined);
  await killed;

  proxy.watch(() => 'go');
  const second = await launch(userData);
  await untilAll(second, post, ['published']);
  await second.close();
  await rm(userData, { recursive: true, force: true, maxRetries: 5 });
}

async function connectOnce(): Promise<Connected> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-connected-'));
  const app = await launch(folder);
  const channels = {
    bluesky: await connectBluesky(app, {
      handle: account.handle,
      appPassword: account.appPassword,
      server: toBluesky.url,
    }),
    mastodon: await connectMastodon(app, toMastodon.url),
  };
  const picture = await importPicture(app, 'harvest.jpg', PICTURE);
  await app.close();
  return { folder, channels, picture };
}

function launch(userData: string): Promise<App> {
  return launchApp({
    userData,
    env: { POSTWRIGHT_BLUESKY_URL: toBluesky.url, POSTWRIGHT_MASTODON_URL: toMastodon.url },
  });
}

function isOf(text: string, mark: string): boolean {
  return text.endsWith(`· ${mark}`);
}
