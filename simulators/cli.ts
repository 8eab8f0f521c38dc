import { parseArgs } from 'node:util';
import { startDemoNetworks } from '#simulators/demo-networks.ts';
import { startPage } from '#simulators/page.ts';

// node simulators/cli.ts [--port 4600]: starts every simulated network, each with an account to sign in to, and one page
// that shows what arrives on all of them. The page has the port, the networks the ones after it; 0 takes any free ones.

const USUAL_PORT = '4600';

const { values } = parseArgs({ options: { port: { type: 'string', default: USUAL_PORT } } });
const port = Number(values.port);
const demos = await startDemoNetworks(port === 0 ? 0 : port + 1);
const page = await startPage({ port, demos });

console.log(
  [
    `What arrives  ${page.url}`,
    ...demos.map(({ network: { id, name, url } }) => `${name.padEnd(13)} POSTWRIGHT_${id.toUpperCase()}_URL=${url}`),
    'The page says how to sign in to each, and how to order trouble. Ctrl+C ends all of them.',
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([page, ...demos.map((one) => one.network)].map((one) => one.stop())));
}
