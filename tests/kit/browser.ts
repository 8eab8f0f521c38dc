// Plays the system browser of a person who signs in: opens the address, presses the first button of the form, and goes
// where the page leads: to a port of this computer, or by a link that it hands to the operating system, which starts
// Postwright a second time with it. Set as POSTWRIGHT_OPEN_URL through a script that `launch-app.ts` writes; the start
// command comes in the environment.
import { spawn } from 'node:child_process';
import { approveSignIn } from '#simulators/person.ts';

const [address = ''] = process.argv.slice(2);
const start = JSON.parse(process.env['POSTWRIGHT_TEST_START'] ?? '[]') as string[];
const press = process.env['POSTWRIGHT_TEST_PRESS'];

const leadsTo = new URL(await approveSignIn(address, press === undefined ? {} : { press }));
switch (leadsTo.protocol) {
  case 'http:':
    await openHere(leadsTo);
    break;
  case 'https:':
    // Somebody's own page: it hands everything that it was asked with on to Postwright.
    openLink(`postwright://oauth/callback${leadsTo.search}`);
    break;
  default:
    openLink(leadsTo.href);
}

async function openHere(at: URL): Promise<void> {
  const page = await fetch(at);
  if (!page.ok) throw new Error(`${at.origin}${at.pathname} answered ${page.status}: ${await page.text()}`);
}

function openLink(link: string): void {
  const [command = '', ...args] = start;
  const second = spawn(command, [...args, link], { stdio: 'ignore' });
  second.on('exit', (code) => process.exit(code ?? 1));
}
