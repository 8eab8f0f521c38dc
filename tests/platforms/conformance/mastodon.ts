import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { startMastodon } from '#simulators/mastodon.ts';
import type { ReceivedStatus } from '#simulators/mastodon/received.ts';
import { PUBLISHES, says } from '#simulators/mastodon/trouble.ts';
import { faultOf } from '#simulators/publish-trouble.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Mastodon 4.5, as the simulator plays it. Tokens do not end there, and nothing can be renewed (PLATFORMS.md 8.1). */
export const mastodonUnderTest: NetworkUnderTest = { name: 'Mastodon', start };

async function start(clock: { now(): number }): Promise<RunningNetwork> {
  let aheadMs = 0;
  const server = await startMastodon({
    clock: { now: () => clock.now() + aheadMs },
    // A picture that is prepared for a while, so that there is a step for it.
    behaviour: { imageReadyAfterMs: 1_000, countsRequests: false },
  });
  const person = server.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const secrets = (): RunningNetwork['secrets'] => ({ accessToken: person.token(), server: server.url });
  const [cake, bread] = [picture(files, 1), picture(files, 2)];

  return {
    adapter: mastodonAdapter,
    account: {
      remoteId: person.id,
      handle: `bakery@${new URL(server.url).host}`,
      displayName: 'The Bakery',
      server: server.url,
      profileUrl: `${server.url}/@bakery`,
      limits: {},
    },
    secrets: secrets(),
    files,
    drafts: {
      text: draft({ text: 'Fresh bread at nine', media: [] }),
      media: draft({ text: 'Look at these', media: [cake, bread] }),
      several: draft({ text: 'One', media: [] }, { text: 'Two', media: [cake] }, { text: 'Three', media: [] }),
    },
    visible: async () =>
      server
        .received()
        .filter((status) => status.username === 'bakery' && !status.isDeleted)
        .map(visiblePost),
    postElsewise: async (text, who) => {
      if (who === 'by-hand') person.post(text);
      else server.createAccount({ username: 'other' }).post(text, { app: 'Postwright' });
    },
    onPublish: (trouble, nth = 1) => {
      if (trouble === 'server-error-done') server.stumbleAfterCreating(nth);
      else server.faults.order('POST', PUBLISHES, faultOf(trouble, says(clock.now() + aheadMs + 60_000)), { nth });
    },
    // A token that ended and one that was taken back are the same to it.
    signIn: () => person.revokeTokens(),
    signInAgain: async () => ({ secrets: secrets() }),
    setServerAheadMs: (ms) => {
      aheadMs = ms;
    },
    expected: {
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: false,
    stop: () => server.stop(),
  };
}

function visiblePost({ id, text, media, inReplyToId }: ReceivedStatus): VisiblePost {
  return { id, text, mediaCount: media.length, ...(inReplyToId === null ? {} : { parentId: inReplyToId }) };
}

function draft(...segments: Draft['segments']): Draft {
  return { segments, options: {} };
}

function picture(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = Buffer.concat([PIXEL, Buffer.from([which])]);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const name = `picture-${which}.png`;
  return { media, alt: `Picture ${which}`, name, mimeType: 'image/png', bytes: bytes.length, width: 1, height: 1 };
}
