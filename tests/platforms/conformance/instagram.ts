import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { instagramAdapter } from '#shared/platforms/instagram/adapter.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { APP, startInstagram, type Instagram, type SimulatedInstagramAccount } from '#simulators/instagram.ts';
import { PUBLISHES, says } from '#simulators/instagram/trouble.ts';
import { faultOf, type PublishTrouble } from '#simulators/publish-trouble.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { jpegOf, mp4Of } from '#tests/platforms/instagram/instagram-world.ts';

type Login = 'instagram' | 'facebook';

/** Instagram Login: files by address; a sign-in that has ended is over (PLATFORMS.md 5.1). */
export const instagramUnderTest: NetworkUnderTest = {
  name: 'Instagram',
  start: (clock) => start('instagram', clock),
};

/** Facebook Login: videos as bytes; the page's token is had again with the person's (PLATFORMS.md 4.1). */
export const instagramOfPagesUnderTest: NetworkUnderTest = {
  name: 'Instagram with Facebook Login',
  start: (clock) => start('facebook', clock),
};

const COMMENT = '/:version/:media/comments';
const DAY_MS = 24 * 3_600_000;

async function start(login: Login, clock: { now(): number }): Promise<RunningNetwork> {
  let aheadMs = 0;
  const instagram = await startInstagram({ clock: { now: () => clock.now() + aheadMs } });
  const person = instagram.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  const files = new Map<string, Uint8Array>();
  const [one, two, three] = [picture(files, 1), picture(files, 2), picture(files, 3)];
  const signedIn = (): Pick<RunningNetwork, 'secrets'> & { expiresAt: number } => ({
    secrets: secretsOf(person, login, instagram.url, clock.now()),
    expiresAt: clock.now() + 60 * DAY_MS,
  });

  return {
    adapter: instagramAdapter,
    account: {
      remoteId: person.id,
      handle: 'bakery',
      displayName: 'The Bakery',
      server: instagram.url,
      profileUrl: `${instagram.url}/bakery/`,
      limits: login === 'facebook' ? { facebookLogin: 1 } : {},
    },
    ...signedIn(),
    files,
    drafts: {
      // Instagram takes no words alone.
      text: draft('Fresh bread at nine', [one]),
      media: draft('How we bake', [film(files, 4)]),
      several: draft('Three of them', [two, film(files, 5), three]),
    },
    visible: async () => visible(instagram),
    postElsewise: async (text, who) => {
      const whose = who === 'by-hand' ? person : instagram.createAccount({ username: 'mill' });
      whose.post(text);
    },
    onPublish: (trouble, nth = 1) => onPublish(instagram, trouble, nth),
    signIn: (state) => {
      if (state === 'revoked') person.spoilTokens(458);
      else person.spoilTokens(463, login === 'facebook' ? 'page' : 'all');
    },
    signInAgain: async () => signedIn(),
    setServerAheadMs: (ms) => {
      aheadMs = ms;
    },
    setLateInListsMs: (ms) => {
      instagram.behaviour.listedAfterMs = ms;
    },
    expected: {
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: login === 'facebook',
    cannotTell: { byHand: 'A post names neither its container nor the app it was made with (PLATFORMS.md 5.5).' },
    stop: () => instagram.stop(),
  };
}

function secretsOf(person: SimulatedInstagramAccount, login: Login, server: string, issuedAt: number): Secrets {
  const expiresAt = issuedAt + 60 * DAY_MS;
  if (login === 'instagram') {
    return { login: 'instagram-login', server, accessToken: person.token(), issuedAt, expiresAt };
  }
  const { user, page } = person.facebookTokens();
  const { clientId, clientSecret } = APP;
  const tokens = { pageId: person.pageId, pageToken: page, userToken: user, expiresAt };
  return { login: 'facebook-login', server, ...tokens, clientId, clientSecret };
}

function visible(instagram: Instagram): VisiblePost[] {
  return instagram
    .arrived()
    .filter((post) => post.account === '@bakery' && !post.isRemoved)
    .map(({ id, text, media, parentId }) => ({
      id,
      text,
      mediaCount: media.length,
      ...(parentId === undefined ? {} : { parentId }),
    }));
}

/** The first thing that people see is the post, the second its comment. */
function onPublish(instagram: Instagram, trouble: PublishTrouble, nth: number): void {
  if (trouble === 'server-error-done') instagram.stumbleAfter(nth === 1 ? 'publish' : 'comment');
  else instagram.faults.order('POST', nth === 1 ? PUBLISHES : COMMENT, faultOf(trouble, says(5)));
}

function draft(text: string, media: DraftMedia[]): Draft {
  return { segments: [{ text, media }], options: {} };
}

function picture(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = jpegOf(1080, 1080, which);
  return { ...kept(files, bytes), alt: `Picture ${which}`, name: `picture-${which}.jpg`, mimeType: 'image/jpeg' };
}

function film(files: Map<string, Uint8Array>, which: number): DraftMedia {
  return { ...kept(files, mp4Of(which)), alt: '', name: `film-${which}.mp4`, mimeType: 'video/mp4' };
}

function kept(
  files: Map<string, Uint8Array>,
  bytes: Uint8Array,
): Pick<DraftMedia, 'media' | 'bytes' | 'width' | 'height'> {
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  return { media, bytes: bytes.length, width: 1080, height: 1080 };
}
