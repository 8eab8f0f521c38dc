import { parseArgs } from 'node:util';
import { startMastodon } from '#simulators/mastodon.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';
import { startPage } from '#simulators/page.ts';
import { startThreads } from '#simulators/threads.ts';

// node simulators/cli.ts [--port 4600]: starts every simulated network, each with an account to sign in to, and one page
// that shows what arrives on all of them. The page has the port, the networks the ones after it; 0 takes any free ones.

const USUAL_PORT = '4600';
const DEMO = { username: 'demo', displayName: 'Demo Bakery' };

/** In the order of their ports. */
const NETWORKS: readonly ((port: number) => Promise<SimulatedNetwork>)[] = [
  async (port) => {
    const threads = await startThreads({ port });
    threads.createAccount(DEMO);
    return threads;
  },
  async (port) => {
    const mastodon = await startMastodon({ port });
    mastodon.createAccount(DEMO);
    return mastodon;
  },
];

const { values } = parseArgs({ options: { port: { type: 'string', default: USUAL_PORT } } });
const port = Number(values.port);
const networks = await Promise.all(NETWORKS.map((start, at) => start(port === 0 ? 0 : port + 1 + at)));
const page = await startPage({ port, networks });

console.log(
  [
    `What arrives: ${page.url}`,
    ...networks.map(({ id, name, url }) => `${name.padEnd(10)} POSTWRIGHT_${id.toUpperCase()}_URL=${url}`),
    'Ctrl+C ends all of them.',
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([page, ...networks].map((one) => one.stop())));
}
