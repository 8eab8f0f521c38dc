import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import type { AccountSecrets } from '#shared/platforms/x/oauth.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { faultOf, type PublishTrouble } from '#simulators/publish-trouble.ts';
import { startX, type SimulatedAccount, type SimulatedX } from '#simulators/x.ts';
import { PUBLISHES, says } from '#simulators/x/trouble.ts';
import type { NetworkUnderTest, RunningNetwork } from '#tests/platforms/conformance/network.ts';

const LIMITED_MS = 15 * 60_000;

/** X, as the conformance suite needs it. */
export const xUnderTest: NetworkUnderTest = {
  name: 'X',
  start: async (clock) => {
    const x = await startX({ clock });
    const person = x.createAccount({ username: 'bakery', name: 'The Bakery' });
    const other = x.createAccount({ username: 'butcher', name: 'The Butcher' });
    const files = new Map<string, Uint8Array>();
    const picture = (which: number): DraftMedia => pictureIn(files, which);
    return {
      adapter: xAdapter,
      account: {
        remoteId: person.id,
        handle: 'bakery',
        displayName: 'The Bakery',
        server: x.url,
        profileUrl: `${x.url}/bakery`,
        limits: {},
      },
      ...signedIn(x, person),
      files,
      drafts: {
        text: { segments: [{ text: 'Fresh bread at nine & rolls at ten: example.com/bread', media: [] }], options: {} },
        media: { segments: [{ text: 'Look at this', media: [picture(1), picture(2)] }], options: {} },
        several: {
          segments: [
            { text: 'One', media: [picture(3)] },
            { text: 'Two', media: [] },
            { text: 'Three', media: [picture(4)] },
          ],
          options: {},
        },
      },
      visible: () => Promise.resolve(visible(x, person)),
      postElsewise: (text, who) => {
        (who === 'by-hand' ? person : other).post(text);
        return Promise.resolve();
      },
      onPublish: (trouble, nth = 1) => onPublish(x, clock, trouble, nth),
      signIn: (state) => (state === 'expired' ? person.expireTokens() : person.revokeTokens()),
      signInAgain: () => Promise.resolve(signedIn(x, person)),
      setServerAheadMs: (ms) => void (x.behaviour.aheadMs = ms),
      setLateInListsMs: (ms) => void (x.behaviour.lateInListsMs = ms),
      expected: {
        duplicate: 'publish.duplicate',
        refused: 'publish.refused',
        revoked: 'channel.token-expired',
        rateLimited: 'publish.rate-limited',
      },
      canRenew: true,
      cannotTell: { byHand: 'A post of X names no app and carries no key of ours (PLATFORMS.md 1.5, 9.2).' },
      stop: () => x.stop(),
    };
  },
};

function signedIn(x: SimulatedX, person: SimulatedAccount): Pick<RunningNetwork, 'secrets'> & { expiresAt: number } {
  const { access, refresh, clientId, until } = person.tokens();
  const secrets: AccountSecrets = {
    accessToken: access,
    refreshToken: refresh,
    clientId,
    server: x.url,
    handle: person.username,
  };
  return { secrets, expiresAt: until };
}

function visible(x: SimulatedX, person: SimulatedAccount): Awaited<ReturnType<RunningNetwork['visible']>> {
  return x
    .arrived()
    .filter((post) => post.account === `@${person.username}` && !post.isRemoved && !post.isOldVersion)
    .map(({ id, text, media, parentId }) => ({
      id,
      text,
      mediaCount: media.length,
      ...(parentId === undefined ? {} : { parentId }),
    }));
}

function onPublish(x: SimulatedX, clock: { now(): number }, trouble: PublishTrouble, nth: number): void {
  if (trouble === 'server-error-done') x.stumbleAfterCreating(nth);
  else {
    const freeAt = clock.now() + x.behaviour.aheadMs + LIMITED_MS;
    x.faults.order('POST', PUBLISHES, faultOf(trouble, says(freeAt)), { nth });
  }
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function pictureIn(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = Buffer.concat([PIXEL, Buffer.from([which])]);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const name = `picture-${which}.png`;
  return { media, alt: `Picture ${which}`, name, mimeType: 'image/png', bytes: bytes.length, width: 1, height: 1 };
}
