import { AtpAgent, type AtpSessionData } from '@atproto/api';
import { startBlueskyVideo } from '#simulators/bluesky-video.ts';
import { startBluesky } from '#simulators/bluesky.ts';
import { startPds } from '#tests/kit/pds/start-pds.ts';

// The real server of Bluesky and the stand-in for it, told the same stories: where the two differ, the stand-in is wrong.

export interface BlueskyServer {
  readonly url: string;
  /** Where videos are made ready. */
  readonly videoUrl: string;
  createAccount(name: string): Promise<BlueskyPerson>;
  /** Lets a minute go by for whoever makes videos ready. */
  minuteLater(): void;
  stop(): Promise<unknown>;
}

export interface BlueskyPerson {
  readonly did: string;
  readonly handle: string;
  readonly appPassword: string;
  /** The session, two hours later. */
  withExpiredAccess(session: AtpSessionData): AtpSessionData;
  /** In the settings of Bluesky's own app. */
  revokeAppPassword(): Promise<void>;
}

/** What the real server takes unless it is set up otherwise. */
export const BLOB_LIMIT = 5 * 1024 * 1024;

export const SERVERS: readonly [name: string, start: () => Promise<BlueskyServer>][] = [
  ['the real server', startReal],
  ['the stand-in', startStandIn],
];

async function startReal(): Promise<BlueskyServer> {
  let aheadMs = 0;
  const pds = await startPds();
  const video = await startBlueskyVideo({ server: pds.url, clock: { now: () => Date.now() + aheadMs } });
  return {
    url: pds.url,
    videoUrl: video.url,
    createAccount: async (name) => {
      const account = await pds.createAccount(name);
      const { did, handle, appPassword, password } = account;
      return {
        did,
        handle,
        appPassword,
        withExpiredAccess: (session) => ({ ...session, accessJwt: pds.expiredToken(did, 'access') }),
        revokeAppPassword: async () => {
          const owner = new AtpAgent({ service: pds.url });
          await owner.login({ identifier: handle, password });
          await owner.com.atproto.server.revokeAppPassword({ name: 'Postwright' });
        },
      };
    },
    minuteLater: () => void (aheadMs += 60_000),
    stop: () => Promise.all([pds.stop(), video.stop()]),
  };
}

async function startStandIn(): Promise<BlueskyServer> {
  let aheadMs = 0;
  const bluesky = await startBluesky({ blobLimit: BLOB_LIMIT, clock: { now: () => Date.now() + aheadMs } });
  return {
    url: bluesky.url,
    videoUrl: bluesky.url,
    createAccount: async (username) => {
      const account = bluesky.createAccount({ username });
      const { did, handle, appPassword } = account;
      return {
        did,
        handle,
        appPassword,
        withExpiredAccess: (session) => {
          account.endAccess();
          return session;
        },
        revokeAppPassword: async () => account.revokeAppPassword(),
      };
    },
    minuteLater: () => void (aheadMs += 60_000),
    stop: () => bluesky.stop(),
  };
}
