import { parseArgs } from 'node:util';
import { startMastodon } from '#simulators/mastodon.ts';

// node simulators/cli.ts [--port 4600]: starts the simulated networks and keeps them until Ctrl+C.

const USUAL_PORT = '4600';

const { values } = parseArgs({ options: { port: { type: 'string', default: USUAL_PORT } } });
const mastodon = await startMastodon({ port: Number(values.port) });
mastodon.createAccount({ username: 'demo', displayName: 'Demo Bakery' });

console.log(
  [
    `Mastodon: ${mastodon.url} with the account @demo. Open it to see what arrives.`,
    `          POST ${mastodon.url}/__faults orders trouble, GET ${mastodon.url}/__received lists what arrived.`,
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mastodon.stop());
