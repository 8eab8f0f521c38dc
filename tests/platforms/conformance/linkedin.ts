import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import type { Account } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { startLinkedin, type Linkedin } from '#simulators/linkedin.ts';
import { PUBLISHES, SAYS } from '#simulators/linkedin/trouble.ts';
import { faultOf, type PublishTrouble } from '#simulators/publish-trouble.ts';
import type {
  CannotTell,
  NetworkUnderTest,
  RunningNetwork,
  VisiblePost,
} from '#tests/platforms/conformance/network.ts';
import { pictureBytes } from '#tests/platforms/linkedin/world.ts';

/** LinkedIn as a page of an organisation, which may read its own posts. */
export const linkedinPageUnderTest: NetworkUnderTest = {
  name: 'LinkedIn, a page',
  start: (clock) => start('page', clock),
};

/** LinkedIn as a person, who may not. */
export const linkedinMemberUnderTest: NetworkUnderTest = {
  name: 'LinkedIn, a person',
  start: (clock) => start('person', clock),
};

const BY_HAND =
  'LinkedIn names no app, and the same words by hand are refused as a duplicate or stand in for ours (PLATFORMS.md 2.5)';
const NO_READ_BACK =
  'a person’s posts cannot be read; one repeat tells, and when its answer is lost too nobody can (PLATFORMS.md 2.5, 9.3)';

async function start(as: 'page' | 'person', clock: { now(): number }): Promise<RunningNetwork> {
  let aheadMs = 0;
  const linkedin = await startLinkedin({ clock: { now: () => clock.now() + aheadMs }, behaviour: { isPartner: true } });
  const person = linkedin.createPerson({ firstName: 'Maria', lastName: 'Baker' });
  const page = linkedin.createPage({ name: 'The Bakery' });
  page.letIn(person);
  const other = linkedin.createPage({ name: 'Another Bakery' });
  const app = linkedin.createApp({ product: 'community', redirectUris: [] });
  const isPage = as === 'page';
  const name = isPage ? 'The Bakery' : 'Maria Baker';
  const account: Account = {
    remoteId: isPage ? page.urn : person.urn,
    handle: isPage ? 'the-bakery' : name,
    displayName: name,
    server: linkedin.url,
    profileUrl: `${linkedin.url}/in/me/`,
    limits: isPage ? { isPage: 1 } : {},
  };
  const files = new Map<string, Uint8Array>();
  const signedIn = (): Pick<RunningNetwork, 'secrets' | 'expiresAt'> & { expiresAt: number } => {
    const expiresAt = clock.now() + linkedin.behaviour.tokensLastMs;
    const keys = { clientId: app.clientId, clientSecret: app.clientSecret };
    const accessToken = person.token(undefined, app);
    return {
      secrets: { accessToken, refreshToken: person.refreshToken(app), server: linkedin.url, expiresAt, keys },
      expiresAt,
    };
  };
  return {
    adapter: linkedinAdapter,
    account,
    ...signedIn(),
    files,
    drafts: {
      text: draftOf('Fresh (rye) bread at nine #Today', []),
      media: draftOf('Look what is in the oven', [pictureIn(files, 1)]),
      several: {
        ...draftOf(
          'All of it',
          [2, 3, 4].map((which) => pictureIn(files, which)),
        ),
        firstComment: 'Come early',
      },
    },
    visible: async () => visibleIn(linkedin, name),
    postElsewise: async (text, who) => {
      if (who === 'other-account') other.post(text);
      else if (isPage) page.post(text);
      else person.post(text);
    },
    onPublish: (trouble, nth = 1) => orderOn(linkedin, trouble, nth),
    signIn: (state) => (state === 'expired' ? linkedin.expireTokens() : linkedin.revokeTokens()),
    setServerAheadMs: (ms) => void (aheadMs = ms),
    expected: {
      duplicate: 'publish.duplicate',
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: true,
    signInAgain: async () => signedIn(),
    ...(isPage ? { setLateInListsMs: (ms: number) => void (linkedin.behaviour.readableAfterMs = ms) } : {}),
    cannotTell: doubtsOf(isPage),
    stop: () => linkedin.stop(),
  };
}

function doubtsOf(isPage: boolean): CannotTell {
  if (isPage) return { byHand: BY_HAND };
  return { byHand: BY_HAND, arrived: { text: NO_READ_BACK, media: NO_READ_BACK, several: NO_READ_BACK } };
}

function draftOf(text: string, media: readonly DraftMedia[]): Draft {
  return { segments: [{ text, media: [...media] }], options: {} };
}

function pictureIn(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = pictureBytes(which);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const name = `picture-${which}.png`;
  return { media, alt: `Picture ${which}`, name, mimeType: 'image/png', bytes: bytes.length, width: 1, height: 1 };
}

function visibleIn(linkedin: Linkedin, account: string): readonly VisiblePost[] {
  const ours = linkedin.arrived().filter((one) => one.account === account && !one.isRemoved);
  return ours.map((one) => ({
    id: one.id,
    text: one.text,
    mediaCount: one.media.length,
    ...(one.parentId === undefined ? {} : { parentId: one.parentId }),
  }));
}

/** A post is the first thing of a draft that people see, and its comment the second. */
function orderOn(linkedin: Linkedin, trouble: PublishTrouble, nth: number): void {
  if (trouble === 'server-error-done') linkedin.stumbleAfterCreating(nth);
  else if (nth === 1) linkedin.faults.order('POST', PUBLISHES, faultOf(trouble, SAYS));
  else linkedin.faults.order('POST', '/rest/socialActions/:urn/comments', faultOf(trouble, SAYS), { nth: nth - 1 });
}
