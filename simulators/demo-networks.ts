import { startDiscord, WEBHOOK } from '#simulators/discord.ts';
import { startFacebook } from '#simulators/facebook.ts';
import { startInstagram } from '#simulators/instagram.ts';
import { startLinkedin } from '#simulators/linkedin.ts';
import { startMastodon } from '#simulators/mastodon.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';
import { GOOD_TOKEN, startTelegram } from '#simulators/telegram.ts';
import { startThreads } from '#simulators/threads.ts';
import { startX } from '#simulators/x.ts';

// Every simulated network with somebody to sign in as and, where a network wants that, an app of the person's own.

export interface DemoNetwork {
  readonly network: SimulatedNetwork;
  /** What to type when connecting, by what it is called there. */
  readonly signIn: Readonly<Record<string, string>>;
}

const PERSON = { username: 'demo', displayName: 'Demo Bakery' };
const APP = 'Postwright';

/** The addresses that Postwright can be led back to on this computer (PLATFORMS.md 1.1). */
const LOOPBACK = [53_682, 53_683, 53_684, 53_685, 53_686].map((port) => `http://127.0.0.1:${port}/callback`);
const [RETURN_ADDRESS = ''] = LOOPBACK;

/** In the order of their ports. */
const STARTS: readonly ((port: number) => Promise<DemoNetwork>)[] = [
  x,
  linkedin,
  facebook,
  instagram,
  threads,
  mastodon,
  telegram,
  discord,
];

/** Starts all of them on the ports from `port` on; 0 takes any free ones. */
export function startDemoNetworks(port: number): Promise<DemoNetwork[]> {
  return Promise.all(STARTS.map((start, at) => start(port === 0 ? 0 : port + at)));
}

async function x(port: number): Promise<DemoNetwork> {
  const network = await startX({ port });
  network.createAccount({ username: PERSON.username, name: PERSON.displayName });
  const app = network.createApp({ name: APP, callbacks: LOOPBACK });
  return { network, signIn: { 'Client ID': app.clientId } };
}

async function linkedin(port: number): Promise<DemoNetwork> {
  const network = await startLinkedin({ port });
  network.createPerson({ firstName: 'Demo', lastName: 'Baker' });
  const app = network.createApp({ name: APP, product: 'share', redirectUris: LOOPBACK });
  return { network, signIn: keys(app.clientId, app.clientSecret) };
}

async function facebook(port: number): Promise<DemoNetwork> {
  const network = await startFacebook({ port });
  network.createPerson({ name: 'Demo Baker' }).joins(network.createPage({ name: PERSON.displayName }));
  const app = { id: '9876543210', secret: 'facebook-demo-secret', name: APP, redirectUris: LOOPBACK };
  network.registerApp(app);
  return { network, signIn: keys(app.id, app.secret) };
}

async function instagram(port: number): Promise<DemoNetwork> {
  const network = await startInstagram({ port });
  network.createAccount(PERSON);
  const app = { clientId: '1234567890', clientSecret: 'instagram-demo-secret', name: APP, redirectUris: LOOPBACK };
  network.registerApp(app);
  return { network, signIn: keys(app.clientId, app.clientSecret) };
}

async function threads(port: number): Promise<DemoNetwork> {
  const network = await startThreads({ port });
  network.createAccount(PERSON);
  const app = network.createApp({ name: APP, redirectUris: LOOPBACK });
  return { network, signIn: keys(app.id, app.secret) };
}

async function mastodon(port: number): Promise<DemoNetwork> {
  const network = await startMastodon({ port });
  network.createAccount(PERSON);
  return { network, signIn: { Server: network.url } };
}

async function telegram(port: number): Promise<DemoNetwork> {
  return { network: await startTelegram({ port }), signIn: { 'Bot token': GOOD_TOKEN, Channel: '@bakery' } };
}

async function discord(port: number): Promise<DemoNetwork> {
  const network = await startDiscord({ port });
  return { network, signIn: { 'Webhook address': network.url + WEBHOOK } };
}

function keys(id: string, secret: string): DemoNetwork['signIn'] {
  return { 'App ID': id, 'App secret': secret, 'Return address': RETURN_ADDRESS };
}
