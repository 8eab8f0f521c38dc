// Plays the system browser of a person who signs in: opens the address, presses the first button of the form, and
// hands the link that the page leads to to the operating system, which starts Postwright a second time with it.
// Set as POSTWRIGHT_OPEN_URL through a script that `launch-app.ts` writes; the start command comes in the environment.
import { spawn } from 'node:child_process';
import { approveSignIn } from '#simulators/person.ts';

const [address = ''] = process.argv.slice(2);
const start = JSON.parse(process.env['POSTWRIGHT_TEST_START'] ?? '[]') as string[];
const press = process.env['POSTWRIGHT_TEST_PRESS'];

const link = await approveSignIn(address, press === undefined ? {} : { press });
const [command = '', ...args] = start;
const second = spawn(command, [...args, link], { stdio: 'ignore' });
second.on('exit', (code) => process.exit(code ?? 1));
