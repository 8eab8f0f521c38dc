import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CommandId, PlatformId, PostId } from '#shared/ids.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import { systemClock } from '#electron/clock.ts';
import { trustedWindows } from '#electron/ipc/trusted-windows.ts';
import { memoryLog } from '#electron/log.ts';
import { openPracticeDesk, type PracticeDesk } from '#electron/practice-desk.ts';
import { personalIn } from '#electron/settings/personal.ts';
import { forkChild } from '#tests/kit/child-program.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// The practice workspace without its window: its desk over the real program with the networks.

const PROGRAM = join(import.meta.dirname, '../../simulators/practice/practice-program.ts');

async function opened(ownServers: ReadonlyMap<PlatformId, string> = new Map()) {
  const parent = mkdtempSync(join(tmpdir(), 'postwright-practice-'));
  const folder = join(parent, 'practice');
  const pictures = testPictures();
  const openInBrowser = vi.fn<(address: string) => Promise<void>>().mockResolvedValue();
  const desk = await openPracticeDesk({
    folder,
    zone: 'Europe/Berlin',
    app: { version: '1', electron: '2' },
    http: nodeHttp(),
    pictures,
    films: { ask: () => Promise.reject(new Error('no films here')), stop: () => Promise.resolve() },
    personal: personalIn({ get: () => undefined, set: () => undefined }),
    clock: systemClock,
    log: memoryLog(),
    windows: trustedWindows([]),
    fork: () => forkChild(PROGRAM),
    ownServers,
    openInBrowser,
    chooseFiles: () => Promise.resolve([]),
    chooseTable: () => Promise.resolve(undefined),
    chooseDays: () => Promise.resolve(undefined),
    nameTable: () => Promise.resolve(undefined),
    exporting: {
      chooseWhere: () => Promise.resolve(undefined),
      printPage: () => Promise.reject(new Error('no printer')),
    },
    notifier: () => ({ ended: () => undefined, signInEnds: () => undefined }),
    onLink: () => undefined,
    program: {
      loginStart: { how: 'none', read: () => false, set: () => undefined },
      spelling: () => ({ fetches: false, available: [], inUse: [] }),
      showFolder: () => Promise.resolve(),
      // Nobody asks for these from there.
      proxy: undefined as never,
      backup: undefined as never,
      storage: undefined as never,
    },
    practice: { open: () => Promise.resolve(), begin: () => Promise.resolve(), showReal: () => undefined },
  });
  onTestFinished(async () => {
    if (existsSync(folder)) await desk.stop();
    await pictures.stop();
    rmSync(parent, { recursive: true, force: true });
  });
  return { desk, folder, openInBrowser };
}

/** Connects a network that wants no browser, and posts there. */
async function postOn({ handlers, networks }: PracticeDesk, platform: string, text: string): Promise<void> {
  const known = networks.networks.find((one) => one.platform === platform);
  if (known === undefined) throw new Error(`no ${platform} here`);
  const { way, answers } = known;
  const done = await handlers['channels.connect']({ platform: known.platform, way, answers });
  if (done.then !== 'connected') throw new Error('it wants a browser');
  const post = randomUUID() as PostId;
  const { workspace } = await handlers['settings.read']();
  const segments = [{ id: randomUUID() as SegmentId, text, media: [] }];
  const change = (command: Parameters<(typeof handlers)['posts.change']>[0]['command']) =>
    handlers['posts.change']({ id: randomUUID() as CommandId, command });
  await change({ kind: 'post.create', post, workspace: workspace.id, segments, channels: [done.channel] });
  await change({ kind: 'post.publish-now', post });
}

test('a post goes out on the real scheduler and arrives at its stand-in, once; closed, it leaves nothing', async () => {
  const { desk, folder } = await opened();
  expect(await desk.handlers['settings.read']()).toMatchObject({
    isPractice: true,
    workspace: { name: 'Practice', zone: 'Europe/Berlin' },
  });
  expect(desk.networks.networks).toHaveLength(CATALOG.length);
  await postOn(desk, 'telegram', 'The mill turns again.');
  await vi.waitFor(() => expect(desk.networks.arrived()).toMatchObject([{ text: 'The mill turns again.' }]), 15_000);
  expect(existsSync(join(folder, 'library.sqlite'))).toBe(true);
  await desk.stop();
  expect(existsSync(folder)).toBe(false);
});

test('an address outside this computer is not opened, and a real server on it takes the place of a stand-in', async () => {
  const { desk, openInBrowser } = await opened(new Map([['mastodon' as PlatformId, 'http://127.0.0.1:1']]));
  // It is connected by hand, with what a person would type.
  const { networks } = await desk.handlers['practice.state']();
  expect(networks.map(({ platform }) => platform as string)).not.toContain('mastodon');
  const { handlers } = desk;
  await postOn(desk, 'bluesky', 'Far away');
  const history = async () => handlers['publishing.queue']({ part: 'history', limit: 5 });
  await vi.waitFor(async () => expect(await history()).toHaveLength(1), 15_000);
  const [entry] = await history();
  if (entry === undefined) throw new Error('nothing went out');
  // Permalinks of Bluesky always lead to bsky.app (PLATFORMS.md 7.2).
  const opening = async (): Promise<void> =>
    handlers['publishing.openPermalink']({ publication: entry.publication.id });
  await expect(opening()).rejects.toMatchObject({ code: 'practice.elsewhere' });
  expect(openInBrowser).not.toHaveBeenCalled();
});
