import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import { faultOf } from '#simulators/publish-trouble.ts';
import { startThreads, type Threads } from '#simulators/threads.ts';
import { PUBLISHES, SAYS } from '#simulators/threads/trouble.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { draftOf, pictureIn } from '#tests/platforms/conformance/drafts.ts';

const DAY_MS = 24 * 3_600_000;

/** Threads, as its simulator plays it. A sign-in that has ended cannot be renewed any more (PLATFORMS.md 6.1). */
export const threadsUnderTest: NetworkUnderTest = { name: 'Threads', start };

async function start(clock: { now(): number }): Promise<RunningNetwork> {
  const threads = await startThreads({ clock });
  const person = threads.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const [one, two, three] = [pictureIn(files, 1), pictureIn(files, 2), pictureIn(files, 3)];
  const signedIn = (): Pick<RunningNetwork, 'secrets'> & { expiresAt: number } => ({
    secrets: { accessToken: person.token(), server: threads.url },
    expiresAt: clock.now() + 60 * DAY_MS,
  });

  return {
    adapter: threadsAdapter,
    account: {
      remoteId: person.id,
      handle: '@bakery',
      displayName: 'The Bakery',
      server: threads.url,
      profileUrl: `${threads.url}/@bakery`,
      limits: {},
    },
    ...signedIn(),
    files,
    drafts: {
      text: draftOf({ text: 'Fresh bread at nine', media: [] }),
      media: draftOf({ text: 'Look at these', media: [one, two] }),
      several: draftOf({ text: 'One', media: [] }, { text: 'Two', media: [three] }, { text: 'Three', media: [] }),
    },
    visible: async () => visible(threads),
    postElsewise: async (text, who) => {
      const whose = who === 'by-hand' ? person : threads.createAccount({ username: 'mill' });
      whose.post(text);
    },
    onPublish: (trouble, nth = 1) => threads.faults.order('POST', PUBLISHES, faultOf(trouble, SAYS), { nth }),
    signIn: (state) => person.spoilTokens(state === 'expired' ? 463 : 458),
    signInAgain: async () => signedIn(),
    setServerAheadMs: (ms) => void (threads.behaviour.aheadMs = ms),
    setLateInListsMs: (ms) => void (threads.behaviour.listedAfterMs = ms),
    expected: {
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: false,
    cannotTell: { byHand: 'A post names neither its container nor the app it was made with (PLATFORMS.md 6.5).' },
    stop: () => threads.stop(),
  };
}

function visible(threads: Threads): VisiblePost[] {
  return threads
    .arrived()
    .filter((post) => post.account === '@bakery' && !post.isRemoved)
    .map(({ id, text, media, parentId }) => ({
      id,
      text,
      mediaCount: media.length,
      ...(parentId === undefined ? {} : { parentId }),
    }));
}
