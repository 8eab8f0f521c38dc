// `npx node build/write-failure-docs.ts` writes docs/failures.md from the catalogue. tests/architecture/failure-docs.test.ts compares.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILURES, type FailureCode, type Offer } from '#shared/failures.ts';

export const FAILURE_DOCS = join(import.meta.dirname, '..', 'docs', 'failures.md');

const CHAPTERS: Readonly<Record<string, string>> = {
  post: 'Words and pictures of a post',
  time: 'Dates and times',
  media: 'Files',
  channel: 'Channels',
  'sign-in': 'Signing in to a network',
  vault: 'Keeping sign-ins safe',
  publication: 'One post on its way to one channel',
  publish: 'Sending',
  library: 'The library file',
  backup: 'Backups',
  export: 'Files that leave Postwright',
  call: 'Between window and library',
  config: 'Settings from outside',
  app: 'Everything else',
};

const OFFERS: Readonly<Record<Offer, string>> = {
  none: '',
  'edit-post': 'Edit the post',
  'pick-time': 'Pick another time',
  'pick-media': 'Pick another file',
  reconnect: 'Connect this channel again',
  'connect-again': 'Start the sign-in again',
  'send-again': 'Send again',
  'check-then-decide': 'Look at the network, then say whether it is there',
  wait: 'Nothing to do but wait',
  'choose-key': 'Choose how sign-ins are kept, or unlock them',
  'open-settings': 'Open the settings',
  'open-network': 'Open the account on the network’s own site',
  'open-backup': 'Open a backup',
  'update-app': 'Update Postwright',
  report: 'Report it',
};

const HEAD = `# Failures

Everything that Postwright refuses or that can go wrong has a code. The window, the log and the history of a publication
all name it by that code, so that what you see in one place can be found in the others. Words in braces are filled in;
what Postwright offers you then stands in italics.

This page is written by \`npx node build/write-failure-docs.ts\` from [shared/failures.ts](../shared/failures.ts); a test compares them.
`;

/** The page as it should be. */
export function failureDocs(): string {
  const codes = Object.keys(FAILURES) as FailureCode[];
  const chapters = Map.groupBy(codes, (code) => code.split('.')[0] ?? code);
  const pages = [...chapters].map(([name, list]) =>
    [`## ${CHAPTERS[name] ?? name}`, '', ...list.map(lineOf), ''].join('\n'),
  );
  return [HEAD, ...pages].join('\n');
}

function lineOf(code: FailureCode): string {
  const { say, offer } = FAILURES[code];
  return `- \`${code}\`: ${say}${OFFERS[offer] === '' ? '' : ` _${OFFERS[offer]}._`}`;
}

if (import.meta.main) writeFileSync(FAILURE_DOCS, failureDocs());
