import { mkdtempSync, readFileSync } from 'node:fs';
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
// the network must show every part of the thread exactly once. It is one Postwright with one library, which goes on from
// where the last story left it: only what is killed is started again.

const PHASES: readonly Phase[] = ['before', 'during', 'after'];
const TEXTS = ['First part, with a picture', 'Second part'];
const PICTURE = readFileSync(join(import.meta.dirname, '../kit/pictures/harvest.jpg'));

let pds: Pds;
let mastodon: Mastodon;
let account: PdsAccount;
let toBluesky: WatchingProxy;
let toMastodon: WatchingProxy;
let folder: string;
let app: App;
let channels: { readonly bluesky: ChannelId; readonly mastodon: ChannelId };
let picture: MediaId;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  [pds, mastodon] = await Promise.all([startPds(), startMastodon()]);
  mastodon.createAccount({ username: 'ada' });
  account = await pds.createAccount('ada');
  [toBluesky, toMastodon] = await Promise.all([startWatchingProxy(pds.url), startWatchingProxy(mastodon.url)]);
  folder = mkdtempSync(join(tmpdir(), 'postwright-killed-'));
  app = await launch();
  const { handle, appPassword } = account;
  channels = {
    bluesky: await connectBluesky(app, { handle, appPassword, server: toBluesky.url }),
    mastodon: await connectMastodon(app, toMastodon.url),
  };
  picture = await importPicture(app, 'harvest.jpg', PICTURE);
});

test.afterAll(async () => {
  await app.close();
  await Promise.all([toBluesky.stop(), toMastodon.stop()]);
  await Promise.all([pds.stop(), mastodon.stop()]);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
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
  const killed = new Promise<void>((resolve) => {
    proxy.watch(async (seen, at) => {
      if (seen.nth !== nth || at !== phase) return 'go';
      await app.kill();
      resolve();
      return 'cut';
    });
  });
  const post = await writePost(app, {
    texts: TEXTS.map((text) => `${text} · ${network} ${nth} ${phase}`),
    channels: [channels[network]],
    picture: { id: picture, alt: 'Wheat at dusk' },
  });
  // The answer to this call may never come: the program it is asked of is killed.
  void publishNow(app, post).catch(() => undefined);
  await killed;

  proxy.watch(() => 'go');
  app = await launch();
  await untilAll(app, post, ['published']);
}

function launch(): Promise<App> {
  return launchApp({
    userData: folder,
    env: { POSTWRIGHT_BLUESKY_URL: toBluesky.url, POSTWRIGHT_MASTODON_URL: toMastodon.url },
  });
}

function isOf(text: string, mark: string): boolean {
  return text.endsWith(`· ${mark}`);
}
