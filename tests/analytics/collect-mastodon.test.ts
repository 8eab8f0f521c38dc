import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { agesFor } from '#shared/analytics/ages.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { ChannelId, PlatformId, PublicationId } from '#shared/ids.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { startCollecting } from '#electron/analytics/collect.ts';
import { keepChannel } from '#electron/channels/channels.write.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { startVault } from '#electron/secrets/token-vault.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { handClock, type HandClock } from '#tests/kit/hand-clock.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { planDraft } from '#tests/kit/plan-draft.ts';
import { apiOver } from '#tests/kit/step-memory.ts';
import { fakeKeychain } from '#tests/secrets/fake-keychain.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

// The same with a whole network: what people do there arrives in the library.

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 24, 8);
const MASTODON = 'mastodon' as PlatformId;

interface Bakery {
  readonly clock: HandClock;
  readonly library: Library;
  readonly mastodon: Mastodon;
  readonly person: ReturnType<Mastodon['createAccount']>;
  readonly statusId: string;
  readonly publication: PublicationId;
}

/** A bakery on a simulated server, with one post that just went out. */
async function bakery(): Promise<Bakery> {
  const clock = handClock(START);
  const mastodon = await startMastodon({ clock });
  const person = mastodon.createAccount({ username: 'bakery' });
  const folder = quickFolder('collect');
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const vault = startVault({ library, keychain: fakeKeychain(), log: memoryLog() });
  const account = {
    remoteId: person.id,
    handle: `bakery@${new URL(mastodon.url).host}`,
    displayName: 'The Bakery',
    server: mastodon.url,
    profileUrl: `${mastodon.url}/@bakery`,
    limits: {},
  };
  const secrets = { accessToken: person.token(), server: mastodon.url };
  const workspace = ensureWorkspace(library, 'UTC');
  const channel: Channel['id'] = library.write((tx) =>
    keepChannel(tx, vault, { workspace, platform: MASTODON, connected: { account, secrets } }),
  );
  const statusId = person.post('Fresh bread');
  const publication = out(library, { workspace, channel }, statusId, mastodon.url);
  const collecting = startCollecting({
    library,
    clock,
    log: memoryLog(),
    adapters: new Map([[MASTODON, mastodonAdapter]]),
    apiFor: () => apiOver(nodeHttp(), mastodonAdapter, account, secrets, { now: () => clock.now() }),
    agesFor,
  });
  onTestFinished(async () => {
    await collecting.stop();
    await Promise.all([library.stop(), mastodon.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  return { clock, library, mastodon, person, statusId, publication };
}

function out(
  library: Library,
  to: { workspace: Channel['workspace']; channel: ChannelId },
  remoteId: string,
  url: string,
): PublicationId {
  const receipt = { remoteId, permalink: `${url}/@bakery/${remoteId}`, publishedAt: START, confirmedBy: 'answer' };
  const parts = [{ remoteId, permalink: receipt.permalink }];
  return library.write((tx) => {
    const draft = { segments: [{ text: 'Fresh bread', media: [] }], options: {} };
    const id = planDraft(tx, { ...to, platform: MASTODON }, draft, START);
    tx.prepare(`UPDATE publications SET state = 'published', run_at = NULL, receipt_json = ? WHERE id = ?`).run(
      JSON.stringify({ ...receipt, parts }),
      id,
    );
    return id;
  });
}

test('what people did with a post and how many follow is in the library once the network was asked', async () => {
  const { clock, library, person, statusId, publication } = await bakery();
  person.followedBy(412);
  person.counted(statusId, { favourites: 7, reblogs: 2, quotes: 1 });
  await clock.by(HOUR);
  await vi.waitFor(() => {
    expect(library.read.prepare('SELECT followers FROM follower_readings').all()).toEqual([{ followers: 412 }]);
  });
  await clock.by(HOUR);
  await vi.waitFor(() => {
    const told = library.read
      .prepare('SELECT publication_id AS id, age_ms AS age, metrics_json AS json FROM metric_readings')
      .all();
    expect(told).toEqual([
      { id: publication, age: HOUR, json: JSON.stringify({ likes: 7, shares: 2, comments: 0, quotes: 1 }) },
    ]);
  });
});

test('a post that is gone from the network is not taken for one that nobody liked', async () => {
  const { clock, library, person, statusId } = await bakery();
  person.remove(statusId);
  await clock.by(2 * HOUR);
  await vi.waitFor(() => {
    expect(library.read.prepare('SELECT refusals FROM metric_watches').all()).toEqual([{ refusals: 1 }]);
  });
  expect(library.read.prepare('SELECT * FROM metric_readings').all()).toEqual([]);
});
