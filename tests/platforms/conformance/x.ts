import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import type { AccountSecrets } from '#shared/platforms/x/oauth.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { startX, type SimulatedAccount, type SimulatedX } from '#simulators/x.ts';
import type { NetworkUnderTest, PublishTrouble, RunningNetwork } from '#tests/platforms/conformance/network.ts';

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
  else x.faults.order('POST', '/2/tweets', faultFor(trouble, clock.now() + x.behaviour.aheadMs), { nth });
}

/** The bodies of PLATFORMS.md 1.4. */
function faultFor(trouble: Exclude<PublishTrouble, 'server-error-done'>, now: number): Fault {
  switch (trouble) {
    case 'answer-lost':
    case 'request-lost':
    case 'malformed':
      return { kind: trouble };
    case 'server-error':
      return {
        kind: 'status',
        status: 500,
        body: { title: 'Internal Server Error', type: 'about:blank', status: 500 },
      };
    case 'rate-limited':
      return {
        kind: 'status',
        status: 429,
        headers: {
          'x-rate-limit-limit': '100',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': String(Math.ceil(now / 1000) + 900),
        },
        body: { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
      };
    case 'refused':
      return forbidden('The Tweet contains an invalid URL.');
    case 'duplicate':
      return forbidden('You are not allowed to create a Tweet with duplicate content.');
  }
}

function forbidden(detail: string): Fault {
  return { kind: 'status', status: 403, body: { detail, type: 'about:blank', title: 'Forbidden', status: 403 } };
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
