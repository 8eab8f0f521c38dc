import { createHash } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { APP, startFacebook, type Facebook } from '#simulators/facebook.ts';
import { says } from '#simulators/facebook/trouble.ts';
import { faultOf, type PublishTrouble } from '#simulators/publish-trouble.ts';
import type {
  CannotTell,
  DraftName,
  NetworkUnderTest,
  RunningNetwork,
  VisiblePost,
} from '#tests/platforms/conformance/network.ts';
import { draftOf, pictureIn } from '#tests/platforms/conformance/drafts.ts';
import { mp4Of } from '#tests/platforms/facebook/facebook-world.ts';

/** A Facebook page with texts and photos. */
export const facebookUnderTest: NetworkUnderTest = {
  name: 'Facebook',
  start: (clock) => start(clock, photoDrafts),
};

/** The same with a video and a reel, whose last requests go elsewhere. */
export const facebookVideosUnderTest: NetworkUnderTest = {
  name: 'Facebook with videos',
  start: (clock) => start(clock, videoDrafts),
};

/** The same with stories, which nothing reads back for certain. */
export const facebookStoriesUnderTest: NetworkUnderTest = {
  name: 'Facebook with stories',
  start: (clock) => start(clock, storyDrafts),
};

type Drafts = Pick<RunningNetwork, 'drafts'> & {
  /** Where the request of a draft that people see the result of goes. */
  readonly edges: Readonly<Record<DraftName, string>>;
  readonly cannotTell?: CannotTell;
};

const COMMENTS = '/:version/:post/comments';
const FEED = '/:version/:page/feed';

function photoDrafts(files: Map<string, Uint8Array>): Drafts {
  return {
    drafts: {
      text: draftOf({ text: 'Fresh bread at nine', media: [] }),
      media: draftOf({ text: 'Look what is in the oven', media: [pictureIn(files, 1)] }),
      several: draftOf({ text: 'All of it', media: [2, 3, 4].map((which) => pictureIn(files, which)) }),
    },
    edges: { text: FEED, media: FEED, several: FEED },
  };
}

function videoDrafts(files: Map<string, Uint8Array>): Drafts {
  return {
    drafts: {
      text: draftOf({ text: 'Fresh bread at nine', media: [] }),
      media: draftOf({ text: 'How we bake', media: [filmIn(files, 1)] }),
      several: as('reel', { text: 'A minute of it', media: [filmIn(files, 2)] }),
    },
    edges: { text: FEED, media: '/:version/:page/videos', several: '/:version/:page/video_reels' },
  };
}

function storyDrafts(files: Map<string, Uint8Array>): Drafts {
  const reason = 'the list of stories says what it has, and proves nothing by what it has not (PLATFORMS.md 4.5)';
  return {
    drafts: {
      text: draftOf({ text: 'Fresh bread at nine', media: [] }),
      media: as('story', { text: '', media: [pictureIn(files, 1)] }),
      several: as('story', { text: '', media: [filmIn(files, 2)] }),
    },
    edges: { text: FEED, media: '/:version/:page/photo_stories', several: '/:version/:page/video_stories' },
    cannotTell: { arrived: { media: reason, several: reason } },
  };
}

async function start(
  clock: { now(): number },
  draftsWith: (files: Map<string, Uint8Array>) => Drafts,
): Promise<RunningNetwork> {
  let aheadMs = 0;
  const facebook = await startFacebook({ clock: { now: () => clock.now() + aheadMs } });
  const page = facebook.createPage({ name: 'The Bakery', username: 'bakery' });
  const other = facebook.createPage({ name: 'The Mill' });
  const baker = facebook.createPerson({ name: 'Maria Baker' });
  baker.joins(page);
  const files = new Map<string, Uint8Array>();
  const { drafts, edges, cannotTell } = draftsWith(files);
  const signedIn = (): Pick<RunningNetwork, 'secrets'> & { expiresAt: number } => {
    const { user, page: pageToken } = baker.tokens(page);
    const keys = { clientId: APP.id, clientSecret: APP.secret };
    return {
      secrets: { server: facebook.url, pageId: page.id, pageToken, userToken: user, keys },
      expiresAt: clock.now() + facebook.behaviour.longLivedMs,
    };
  };
  return {
    adapter: facebookAdapter,
    account: {
      remoteId: page.id,
      handle: 'bakery',
      displayName: 'The Bakery',
      server: facebook.url,
      profileUrl: `${facebook.url}/bakery`,
      limits: {},
    },
    ...signedIn(),
    files,
    drafts,
    visible: async () => visibleIn(facebook, page.name),
    postElsewise: async (text, who) => void (who === 'by-hand' ? page : other).post(text),
    onPublish: (trouble, nth = 1) => orderOn(facebook, edges, trouble, nth),
    signIn: (state) => (state === 'revoked' ? baker.spoilTokens(458) : baker.spoilTokens(463, 'page')),
    signInAgain: async () => signedIn(),
    setServerAheadMs: (ms) => void (aheadMs = ms),
    setLateInListsMs: (ms) => void (facebook.behaviour.listedAfterMs = ms),
    expected: {
      duplicate: 'publish.duplicate',
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: true,
    ...(cannotTell === undefined ? {} : { cannotTell }),
    stop: () => facebook.stop(),
  };
}

function visibleIn(facebook: Facebook, account: string): readonly VisiblePost[] {
  const ours = facebook.arrived().filter((one) => one.account === account && !one.isRemoved);
  return ours.map((one) => ({
    id: one.id,
    text: one.text,
    mediaCount: one.media.length,
    ...(one.parentId === undefined ? {} : { parentId: one.parentId }),
  }));
}

/** A post is the first thing of a draft that people see, and its comment the second. It meets whichever comes first. */
function orderOn(
  facebook: Facebook,
  edges: Readonly<Record<DraftName, string>>,
  trouble: PublishTrouble,
  nth: number,
): void {
  const fault = faultOf(trouble, says(5));
  if (nth > 1) return void facebook.faults.order('POST', COMMENTS, fault);
  for (const edge of new Set(Object.values(edges))) {
    // The first request to these two begins an upload, which shows nothing.
    const isPhased = edge.endsWith('video_reels') || edge.endsWith('video_stories');
    facebook.faults.order('POST', edge, fault, isPhased ? { nth: 2 } : {});
  }
}

function as(kind: 'reel' | 'story', segment: Draft['segments'][number]): Draft {
  return { segments: [segment], options: { kind } };
}

function filmIn(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = mp4Of(which);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const about = { alt: '', name: `film-${which}.mp4`, mimeType: 'video/mp4', durationMs: 10_000 };
  return { media, bytes: bytes.length, width: 1080, height: 1920, ...about };
}
