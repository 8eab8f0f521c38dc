import { createHash } from 'node:crypto';
import { startFacebook, type Facebook } from '#simulators/facebook.ts';
import { startInstagram, type Instagram } from '#simulators/instagram.ts';
import { startLinkedin, type Linkedin } from '#simulators/linkedin.ts';
import { startMastodon, type Mastodon, type SimulatedAccount as MastodonAccount } from '#simulators/mastodon.ts';
import type { ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';
import { startThreads, type Threads } from '#simulators/threads.ts';
import { startX, type SimulatedAccount as XAccount, type SimulatedX } from '#simulators/x.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { startS3, type S3Server } from '#tests/kit/s3-server.ts';

// Every network there is, on this computer, with an account of the mill on each and, where the network wants one, an
// app of the mill's own: the real server of Bluesky, stand-ins for the others, and a bucket.

/** What a person does to connect one of them. */
export interface Connecting {
  /** As the window calls it. */
  readonly network: string;
  /** Which of the ways, where there are several. */
  readonly way?: string;
  /** What is typed, by the label of the field. */
  readonly answers: Readonly<Record<string, string>>;
  /** Which of the accounts, where the sign-in may post to several. */
  readonly choose?: string;
  /** How the channel is called then. */
  readonly channel: string;
}

/** A post or a comment, as people see it at its network. */
export interface Seen {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | undefined;
  readonly media: readonly { readonly description: string | undefined; readonly sha256: string }[];
  readonly pollAnswers: readonly string[] | undefined;
}

export interface EveryNetwork {
  readonly x: SimulatedX;
  readonly onX: XAccount;
  readonly linkedin: Linkedin;
  readonly facebook: Facebook;
  readonly instagram: Instagram;
  readonly threads: Threads;
  readonly pds: Pds;
  readonly onBluesky: PdsAccount;
  readonly mastodon: Mastodon;
  readonly onMastodon: MastodonAccount;
  readonly s3: S3Server;
  /** The stand-ins, by name. */
  simulated(network: string): SimulatedNetwork;
  /** Where Postwright finds all of them. */
  readonly env: Readonly<Record<string, string>>;
  readonly connecting: readonly Connecting[];
  /** What people see on the mill's account, oldest first; what was taken down is not there. */
  seenOn(network: string): Promise<readonly Seen[]>;
  /** What a network's own scheduler still has. */
  waitingAt(network: string): readonly ArrivedPost[];
  stop(): Promise<void>;
}

/** The mill's own page on the web; it leads on to Postwright. Networks that want https lead back to it. */
const RETURN_PAGE = 'https://mill.example/oauth/return';
/** Where a network may lead back to on this computer (PLATFORMS.md 1.1). */
const LOOPBACK = [53_682, 53_683, 53_684, 53_685, 53_686].map((port) => `http://127.0.0.1:${port}/callback`);
const NAME = 'The Mill House';

/** Starts all of them. */
export async function startEveryNetwork(): Promise<EveryNetwork> {
  const [x, linkedin, facebook, instagram, threads, mastodon, pds, s3] = await Promise.all([
    startX(),
    startLinkedin(),
    startFacebook(),
    startInstagram(),
    startThreads(),
    startMastodon(),
    startPds(),
    startS3(),
  ]);
  const onBluesky = await pds.createAccount('millhouse');
  const onX = x.createAccount({ username: 'millhouse_x', name: NAME });
  const onMastodon = mastodon.createAccount({ username: 'millhouse', displayName: NAME });
  const simulated: readonly SimulatedNetwork[] = [x, linkedin, facebook, instagram, threads, mastodon];

  const simulatedAs = (network: string): SimulatedNetwork => {
    const one = simulated.find(({ name }) => name === network);
    if (one === undefined) throw new Error(`There is no ${network} here`);
    return one;
  };

  return {
    x,
    onX,
    linkedin,
    facebook,
    instagram,
    threads,
    mastodon,
    onMastodon,
    pds,
    onBluesky,
    s3,
    simulated: simulatedAs,
    env: {
      ...Object.fromEntries(simulated.map(({ id, url }) => [`POSTWRIGHT_${id.toUpperCase()}_URL`, url])),
      POSTWRIGHT_BLUESKY_URL: pds.url,
    },
    connecting: [
      connectingX(x),
      connectingLinkedin(linkedin),
      connectingFacebook(facebook),
      connectingInstagram(instagram),
      connectingThreads(threads),
      connectingBluesky(onBluesky),
      connectingMastodon(mastodon),
    ],
    seenOn: async (network) => {
      if (network === 'Bluesky') return seenOnBluesky(pds, onBluesky);
      return simulatedAs(network).arrived().flatMap(asSeen);
    },
    waitingAt: (network) =>
      simulatedAs(network)
        .arrived()
        .filter(({ scheduledFor = 0, isRemoved }) => scheduledFor > Date.now() && !isRemoved),
    stop: async () => void (await Promise.all([pds, s3, ...simulated].map((one) => one.stop()))),
  };
}

function connectingX(x: SimulatedX): Connecting {
  const { clientId } = x.createApp({ name: 'Mill Posts', callbacks: LOOPBACK });
  return { network: 'X', answers: { 'Client ID': clientId }, channel: '@millhouse_x' };
}

/** The miller may post for two pages; the mill's own is the one. */
function connectingLinkedin(linkedin: Linkedin): Connecting {
  const miller = linkedin.createPerson({ firstName: 'Frieda', lastName: 'Miller' });
  linkedin.createPage({ name: NAME }).letIn(miller);
  linkedin.createPage({ name: 'Bakers of the Valley' }).letIn(miller);
  const app = linkedin.createApp({ product: 'community', redirectUris: [RETURN_PAGE] });
  return {
    network: 'LinkedIn',
    way: 'Your profile and pages, with your own app keys',
    answers: { 'Client ID': app.clientId, 'Client secret': app.clientSecret, 'Return address': RETURN_PAGE },
    choose: NAME,
    channel: '@the-mill-house',
  };
}

/** She also helps the valley's page; the mill's own is the one. */
function connectingFacebook(facebook: Facebook): Connecting {
  const miller = facebook.createPerson({ name: 'Frieda Miller' });
  miller.joins(facebook.createPage({ name: NAME, username: 'millhouse.page' }));
  miller.joins(facebook.createPage({ name: 'Bakers of the Valley' }));
  const app = { id: '4561237890', secret: 'secret-of-mill-pages', name: 'Mill Pages', redirectUris: [RETURN_PAGE] };
  facebook.registerApp(app);
  return {
    network: 'Facebook',
    way: 'With your own app keys',
    answers: { 'App ID': app.id, 'App secret': app.secret, 'Return address': RETURN_PAGE },
    choose: NAME,
    channel: '@millhouse.page',
  };
}

/** This app is registered with an address of this computer instead of a page. */
function connectingInstagram(instagram: Instagram): Connecting {
  instagram.createAccount({ username: 'millhouse.bakes', displayName: NAME });
  const app = { clientId: '9871236540', clientSecret: 'secret-of-mill-pictures', name: 'Mill Pictures' };
  instagram.registerApp({ ...app, redirectUris: LOOPBACK });
  return {
    network: 'Instagram',
    way: 'With your own app keys',
    answers: {
      'Instagram app ID': app.clientId,
      'Instagram app secret': app.clientSecret,
      'Return address': LOOPBACK[0] ?? '',
    },
    channel: '@millhouse.bakes',
  };
}

function connectingThreads(threads: Threads): Connecting {
  threads.createAccount({ username: 'millhouse.talks', displayName: NAME });
  const app = threads.createApp({ name: 'Mill Talks', redirectUris: [RETURN_PAGE] });
  return {
    network: 'Threads',
    way: 'With your own app keys',
    answers: { 'Threads app ID': app.id, 'Threads app secret': app.secret, 'Return address': RETURN_PAGE },
    channel: '@millhouse.talks',
  };
}

/** What a person does to connect an account of the real server. */
export function connectingBluesky({ handle, appPassword }: PdsAccount): Connecting {
  return {
    network: 'Bluesky',
    way: 'With an app password',
    answers: { Handle: handle, 'App password': appPassword },
    channel: `@${handle}`,
  };
}

function connectingMastodon({ url }: Mastodon): Connecting {
  return { network: 'Mastodon', answers: { Server: url }, channel: `@millhouse@${new URL(url).host}` };
}

function asSeen({ id, text, parentId, media, pollAnswers, isRemoved, scheduledFor }: ArrivedPost): Seen[] {
  if (isRemoved || scheduledFor !== undefined) return [];
  return [{ id, text, parentId, media: media.map((one) => ({ ...one })), pollAnswers }];
}

interface PostRecord {
  readonly text: string;
  readonly reply?: { readonly parent: { readonly uri: string } };
  readonly embed?: {
    readonly images?: readonly { readonly alt: string; readonly image: { readonly ref: { readonly $link: string } } }[];
  };
}

/** What people see of an account on the real server, oldest first. */
export async function seenOnBluesky(pds: Pds, { did }: PdsAccount): Promise<readonly Seen[]> {
  const posts = await pds.listPosts(did);
  return Promise.all(
    posts.map(async ({ uri, value }): Promise<Seen> => {
      const { text, reply, embed } = value as unknown as PostRecord;
      const images = embed?.images ?? [];
      const media = images.map(async ({ alt, image }) => ({
        description: alt,
        sha256: await sha256At(`${pds.url}/xrpc/com.atproto.sync.getBlob?did=${did}&cid=${image.ref.$link}`),
      }));
      return { id: uri, text, parentId: reply?.parent.uri, media: await Promise.all(media), pollAnswers: undefined };
    }),
  );
}

async function sha256At(url: string): Promise<string> {
  const answer = await fetch(url);
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
}
