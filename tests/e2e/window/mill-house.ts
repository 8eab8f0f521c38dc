import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { ChannelId, CommandId, PostId } from '#shared/ids.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import { startMastodon, type Mastodon, type SimulatedAccount } from '#simulators/mastodon.ts';
import { middleOfAMonth, setClock, setWindowClock } from '#tests/e2e/window/mill-clock.ts';
import { connectBluesky, connectMastodon } from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import type { Pds, PdsAccount } from '#tests/kit/pds/start-pds.ts';

/** A brand with an account on both networks, and Postwright in front of it. */
export interface MillHouse {
  /** The running app; another one after `restart`. */
  readonly app: App;
  readonly pds: Pds;
  readonly mastodon: Mastodon;
  readonly bluesky: PdsAccount;
  readonly miller: SimulatedAccount;
  /** Both channels, once they are connected. */
  readonly channels: Channels;
  /** A folder for files a person chooses; gone at the end. */
  readonly folder: string;
  /** Where it is day while the tests run, so that no story crosses midnight. */
  readonly zone: string;
  /** How far ahead of the real one the clock of Mastodon goes. */
  readonly clock: { aheadMs: number };
  /** What the clocks of the app and of the stories say, in the zone of the workspace. */
  now(): DateTime;
  connect(): Promise<void>;
  /** The power goes off and comes back; `meanwhile` happens to the data folder in between. */
  restart(meanwhile?: (userData: string) => void): Promise<void>;
  /** The person quits and opens Postwright again, where `anew` says so with other settings from outside. */
  quitAndOpen(anew?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

export interface Channels {
  readonly bluesky: ChannelId;
  readonly mastodon: ChannelId;
}

const PICTURES = join(import.meta.dirname, '../../kit/pictures');
export const HARVEST = join(PICTURES, 'harvest.jpg');
export const OPEN_DAY = join(PICTURES, 'open-day.png');

export interface MillHouseOptions {
  /** The Bluesky server of the worker (mill-test.ts). */
  readonly pds: Pds;
  /** Both channels are connected unless this is false. */
  readonly connected?: boolean;
  /** Where further networks are. */
  readonly env?: Readonly<Record<string, string>>;
  /** The stories are told in the middle of a month, on a Wednesday; for those that need days around them. */
  readonly midMonth?: boolean;
}

/** Starts Mastodon and the app; at Bluesky the brand has an account that nobody had before, until the house closes. */
export async function openMillHouse(options: MillHouseOptions): Promise<MillHouse> {
  const { pds, connected = true, env: more, midMonth = false } = options;
  const folder = mkdtempSync(join(tmpdir(), 'postwright-mill-'));
  const userData = join(folder, 'data');
  const zone = daytimeZone();
  const clock = { aheadMs: midMonth ? middleOfAMonth(zone).diffNow().toMillis() : 0 };
  const mastodon = await startMastodon({ clock: { now: () => Date.now() + clock.aheadMs } });
  const miller = mastodon.createAccount({ username: 'millhouse', displayName: 'The Mill House' });
  const env = { POSTWRIGHT_BLUESKY_URL: pds.url, ...more };
  const launch = async (anew = {}): Promise<App> => {
    const started = await launchApp({ userData, env: { ...env, ...anew } });
    if (midMonth) await goAhead(started, clock.aheadMs);
    return started;
  };
  const [bluesky, first] = await Promise.all([pds.createAccount('millhouse'), launch()]);
  let app = first;
  await app.page.setViewportSize({ width: 1280, height: 800 });
  await app.call('settings.setWorkspace', { name: 'The Mill House', zone });
  await app.call('settings.setPersonal', { weekStart: 1 });
  let channels: Channels | undefined;
  const connect = async (): Promise<void> => {
    channels = await connectBoth(app, bluesky, pds, mastodon);
  };
  if (connected) await connect();

  return {
    get app() {
      return app;
    },
    get channels() {
      if (channels === undefined) throw new Error('nothing was connected');
      return channels;
    },
    pds,
    mastodon,
    bluesky,
    miller,
    folder,
    zone,
    clock,
    now: () => DateTime.now().setZone(zone).plus(clock.aheadMs),
    connect,
    restart: async (meanwhile) => {
      await app.kill();
      meanwhile?.(userData);
      app = await launch();
      await app.page.setViewportSize({ width: 1280, height: 800 });
    },
    quitAndOpen: async (anew) => {
      await app.close();
      app = await launch(anew);
      await app.page.setViewportSize({ width: 1280, height: 800 });
    },
    close: async () => {
      await app.close();
      await Promise.all([pds.closeAccount(bluesky.did), mastodon.stop()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function goAhead(app: App, aheadMs: number): Promise<void> {
  await setClock(app, aheadMs);
  await setWindowClock(app, aheadMs);
  await app.page.reload();
}

async function connectBoth(app: App, account: PdsAccount, pds: Pds, mastodon: Mastodon): Promise<Channels> {
  const bluesky = await connectBluesky(app, { ...account, server: pds.url });
  return { bluesky, mastodon: await connectMastodon(app, mastodon.url) };
}

function daytimeZone(): string {
  return DateTime.utc().hour < 12 ? 'Asia/Tokyo' : 'America/New_York';
}

/** Changes a post as the window does. */
export async function change(app: App, command: PostCommand): Promise<void> {
  await app.call('posts.change', { id: randomUUID() as CommandId, command });
}

/** Plans a post by the bridge, for stories that begin with a planned one. */
export async function plan(app: App, post: PostId, at: DateTime): Promise<void> {
  const planned = { wall: at.toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone: at.zoneName ?? 'UTC' };
  await change(app, { kind: 'post.plan', post, planned });
}
