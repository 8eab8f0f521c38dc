import { startBluesky } from '#simulators/bluesky.ts';
import * as onBluesky from '#simulators/bluesky/trouble.ts';
import * as onDiscord from '#simulators/discord.ts';
import { startFacebook } from '#simulators/facebook.ts';
import * as onFacebook from '#simulators/facebook/trouble.ts';
import { startInstagram } from '#simulators/instagram.ts';
import * as onInstagram from '#simulators/instagram/trouble.ts';
import { startLinkedin } from '#simulators/linkedin.ts';
import * as onLinkedin from '#simulators/linkedin/trouble.ts';
import { startMastodon } from '#simulators/mastodon.ts';
import * as onMastodon from '#simulators/mastodon/trouble.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';
import { faultOf, type PublishTrouble, type Says } from '#simulators/publish-trouble.ts';
import * as onTelegram from '#simulators/telegram.ts';
import { startThreads } from '#simulators/threads.ts';
import * as onThreads from '#simulators/threads/trouble.ts';
import { startX } from '#simulators/x.ts';
import * as onX from '#simulators/x/trouble.ts';

// Every simulated network with somebody to sign in as and, where a network wants that, an app of the person's own.

export interface DemoNetwork {
  readonly network: SimulatedNetwork;
  /** What to type when connecting, by what it is called there. */
  readonly signIn: Readonly<Record<string, string>>;
  /** The same for a program: one of the network's ways in Postwright, and its fields. */
  readonly connecting: { readonly way: string; readonly answers: Readonly<Record<string, string>> };
  /** The next thing that is published meets this. The answer says whether it still waits for that. */
  makeTrouble(trouble: DemoTrouble): () => boolean;
  /** Nothing of the sign-in is taken any more: the person has to connect again. */
  endSignIn(): void;
}

export type DemoTrouble = Extract<
  PublishTrouble,
  'answer-lost' | 'request-lost' | 'refused' | 'rate-limited' | 'server-error'
>;

/** So that numbers grow where somebody tries Postwright out. */
const AUDIENCE = { hasAudience: true };
const PERSON = { username: 'demo', displayName: 'Demo Bakery' };
const APP = 'Postwright';

/** The addresses that Postwright can be led back to on this computer (PLATFORMS.md 1.1). */
const LOOPBACK = [53_682, 53_683, 53_684, 53_685, 53_686].map((port) => `http://127.0.0.1:${port}/callback`);
const [RETURN_ADDRESS = ''] = LOOPBACK;
/** A limit that ends soon enough to wait for it. */
const LIMITED_S = 60;

/** In the order of their ports. */
const STARTS: readonly ((port: number) => Promise<DemoNetwork>)[] = [
  x,
  linkedin,
  facebook,
  instagram,
  threads,
  bluesky,
  mastodon,
  telegram,
  discord,
];

/** Starts all of them on the ports from `port` on; 0 takes any free ones. */
export function startDemoNetworks(port: number): Promise<DemoNetwork[]> {
  return Promise.all(STARTS.map((start, at) => start(port === 0 ? 0 : port + at)));
}

async function x(port: number): Promise<DemoNetwork> {
  const network = await startX({ port, behaviour: AUDIENCE });
  const person = network.createAccount({ username: PERSON.username, name: PERSON.displayName });
  const { clientId } = network.createApp({ name: APP, callbacks: LOOPBACK });
  return {
    network,
    signIn: { 'Client ID': clientId },
    connecting: { way: 'own-client', answers: { clientId } },
    makeTrouble: troubleOn(network, onX.PUBLISHES, () => onX.says(soon())),
    endSignIn: () => person.revokeTokens(),
  };
}

async function linkedin(port: number): Promise<DemoNetwork> {
  const network = await startLinkedin({ port });
  network.createPerson({ firstName: 'Demo', lastName: 'Baker' });
  const app = network.createApp({ name: APP, product: 'share', redirectUris: LOOPBACK });
  return {
    network,
    ...ownKeys(app.clientId, app.clientSecret),
    makeTrouble: troubleOn(network, onLinkedin.PUBLISHES, () => onLinkedin.SAYS),
    endSignIn: () => network.revokeTokens(),
  };
}

async function facebook(port: number): Promise<DemoNetwork> {
  const network = await startFacebook({ port });
  const person = network.createPerson({ name: 'Demo Baker' });
  person.joins(network.createPage({ name: PERSON.displayName }));
  const app = { id: '9876543210', secret: 'facebook-demo-secret', name: APP, redirectUris: LOOPBACK };
  network.registerApp(app);
  return {
    network,
    ...ownKeys(app.id, app.secret),
    makeTrouble: troubleOn(network, onFacebook.PUBLISHES, () => onFacebook.says(LIMITED_S / 60)),
    endSignIn: () => person.spoilTokens(APP_REMOVED),
  };
}

async function instagram(port: number): Promise<DemoNetwork> {
  const network = await startInstagram({ port });
  const person = network.createAccount(PERSON);
  const app = { clientId: '1234567890', clientSecret: 'instagram-demo-secret', name: APP, redirectUris: LOOPBACK };
  network.registerApp(app);
  return {
    network,
    ...ownKeys(app.clientId, app.clientSecret),
    makeTrouble: troubleOn(network, onInstagram.PUBLISHES, () => onInstagram.says(LIMITED_S / 60)),
    endSignIn: () => person.spoilTokens(APP_REMOVED),
  };
}

async function threads(port: number): Promise<DemoNetwork> {
  const network = await startThreads({ port, behaviour: AUDIENCE });
  const person = network.createAccount(PERSON);
  person.followedBy(1_840);
  const app = network.createApp({ name: APP, redirectUris: LOOPBACK });
  return {
    network,
    ...ownKeys(app.id, app.secret),
    makeTrouble: troubleOn(network, onThreads.PUBLISHES, () => onThreads.SAYS),
    endSignIn: () => person.spoilTokens(APP_REMOVED),
  };
}

async function bluesky(port: number): Promise<DemoNetwork> {
  const network = await startBluesky({ port, behaviour: AUDIENCE });
  const person = network.createAccount(PERSON);
  person.followedBy(920);
  const { handle, appPassword } = person;
  return {
    network,
    signIn: { Handle: handle, 'App password': appPassword, Server: network.url },
    connecting: { way: 'app-password', answers: { handle, password: appPassword, server: network.url } },
    makeTrouble: troubleOn(network, onBluesky.PUBLISHES, () => onBluesky.says(soon())),
    endSignIn: () => {
      person.endAccess();
      person.revokeAppPassword();
    },
  };
}

async function mastodon(port: number): Promise<DemoNetwork> {
  const network = await startMastodon({ port, behaviour: AUDIENCE });
  const person = network.createAccount(PERSON);
  person.followedBy(410);
  return {
    network,
    signIn: { Server: network.url },
    connecting: { way: 'browser', answers: { server: network.url } },
    makeTrouble: troubleOn(network, onMastodon.PUBLISHES, () => onMastodon.says(soon())),
    endSignIn: () => person.revokeTokens(),
  };
}

async function telegram(port: number): Promise<DemoNetwork> {
  const network = await onTelegram.startTelegram({ port });
  return {
    network,
    signIn: { 'Bot token': onTelegram.GOOD_TOKEN, Channel: '@bakery' },
    connecting: { way: 'bot', answers: { token: onTelegram.GOOD_TOKEN, channel: '@bakery' } },
    makeTrouble: troubleOn(network, onTelegram.PUBLISHES, () => onTelegram.says(LIMITED_S)),
    endSignIn: () => network.setSignIn(false),
  };
}

async function discord(port: number): Promise<DemoNetwork> {
  const network = await onDiscord.startDiscord({ port });
  const webhook = network.url + onDiscord.WEBHOOK;
  return {
    network,
    signIn: { 'Webhook address': webhook },
    connecting: { way: 'webhook', answers: { webhook } },
    makeTrouble: troubleOn(network, onDiscord.PUBLISHES, () => onDiscord.says(LIMITED_S)),
    endSignIn: () => network.setSignIn(false),
  };
}

/** Meta's subcode for an app that the person has taken off (PLATFORMS.md 3.2). */
const APP_REMOVED = 458;

function ownKeys(clientId: string, clientSecret: string): Pick<DemoNetwork, 'signIn' | 'connecting'> {
  return {
    signIn: { 'App ID': clientId, 'App secret': clientSecret, 'Return address': RETURN_ADDRESS },
    connecting: { way: 'own-keys', answers: { clientId, clientSecret, returnAddress: RETURN_ADDRESS } },
  };
}

function troubleOn(network: SimulatedNetwork, paths: readonly string[], says: () => Says): DemoNetwork['makeTrouble'] {
  return (trouble) => network.faults.order('POST', paths, faultOf(trouble, says()));
}

function soon(): number {
  return Date.now() + LIMITED_S * 1000;
}
