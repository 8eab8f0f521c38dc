import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { startBluesky, type Bluesky } from '#simulators/bluesky.ts';
import { PUBLISHES, says } from '#simulators/bluesky/trouble.ts';
import { faultOf } from '#simulators/publish-trouble.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { draftOf, pictureIn } from '#tests/platforms/conformance/drafts.ts';

const LIMITED_MS = 60_000;

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
    onPublish: (trouble, nth = 1) =>
      bluesky.faults.order('POST', PUBLISHES, faultOf(trouble, says(serverNow() + LIMITED_MS)), { nth }),
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
