import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { startBluesky, type Bluesky } from '#simulators/bluesky.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { draftOf, faultOf, pictureIn } from '#tests/platforms/conformance/pictures-and-faults.ts';

const WRITE = '/xrpc/com.atproto.repo.putRecord';

/** Bluesky, as its stand-in plays it: what practice workspaces post at. */
export const blueskyStandInUnderTest: NetworkUnderTest = { name: 'The stand-in for Bluesky', start };

async function start(clock: { now(): number }): Promise<RunningNetwork> {
  let aheadMs = 0;
  const serverNow = (): number => clock.now() + aheadMs;
  const bluesky = await startBluesky({ clock: { now: serverNow }, behaviour: { countsRequests: false } });
  const person = bluesky.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const { did, handle } = person;
  const files = new Map<string, Uint8Array>();
  const [cake, bread] = [pictureIn(files, 1), pictureIn(files, 2)];
  const secretsWith = (password: string): RunningNetwork['secrets'] => ({
    did,
    ...person.session(),
    password,
    identifier: handle,
    server: bluesky.url,
  });

  return {
    adapter: blueskyAdapter,
    account: {
      remoteId: did,
      handle,
      displayName: 'The Bakery',
      server: bluesky.url,
      profileUrl: `https://bsky.app/profile/${handle}`,
      limits: {},
    },
    secrets: secretsWith(person.appPassword),
    files,
    drafts: {
      text: draftOf({ text: 'Fresh bread at nine', media: [] }),
      media: draftOf({ text: 'Look at these', media: [cake, bread] }),
      several: draftOf({ text: 'One', media: [] }, { text: 'Two', media: [cake] }, { text: 'Three', media: [] }),
    },
    visible: async () => visible(bluesky, `@${handle}`),
    postElsewise: async (text, who) => {
      const whose = who === 'by-hand' ? person : bluesky.createAccount({ username: 'mill' });
      whose.post(text);
    },
    onPublish: (trouble, nth = 1) => bluesky.faults.order('POST', WRITE, faultOf(trouble, says(serverNow())), { nth }),
    signIn: (state) => {
      person.endAccess();
      if (state === 'revoked') person.revokeAppPassword();
    },
    signInAgain: async () => ({ secrets: secretsWith(person.newAppPassword()) }),
    setServerAheadMs: (ms) => void (aheadMs = ms),
    expected: {
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: true,
    stop: () => bluesky.stop(),
  };
}

function visible(bluesky: Bluesky, account: string): VisiblePost[] {
  return bluesky
    .arrived()
    .filter((post) => post.account === account && !post.isRemoved)
    .map(({ id, text, media, parentId }) => ({
      id,
      text,
      mediaCount: media.length,
      ...(parentId === undefined ? {} : { parentId }),
    }));
}

/** The bodies of PLATFORMS.md 7.4. Bluesky refuses no duplicates (7.5). */
function says(serverNow: number): Parameters<typeof faultOf>[1] {
  const reset = String(Math.ceil(serverNow / 1000) + 60);
  return {
    rateLimited: {
      status: 429,
      headers: { 'ratelimit-limit': '5000', 'ratelimit-remaining': '0', 'ratelimit-reset': reset },
      body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
    },
    refused: {
      status: 400,
      body: {
        error: 'InvalidRequest',
        message: 'Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got 301) at $.record.text',
      },
    },
  };
}
