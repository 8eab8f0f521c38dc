import type { Fault } from '#simulators/faults.ts';

// The troubles that the page offers, in a person's words. `POST /__faults` of a network knows them all.

interface Trouble {
  readonly name: string;
  readonly say: string;
  readonly fault: Fault;
}

export const TROUBLES: readonly Trouble[] = [
  { name: 'answer-lost', say: 'It is done, and the answer is lost', fault: { kind: 'answer-lost' } },
  { name: 'request-lost', say: 'It never arrives', fault: { kind: 'request-lost' } },
  { name: 'malformed', say: 'It is done, and half the answer is missing', fault: { kind: 'malformed' } },
  { name: 'server-error', say: 'Answer 500', fault: { kind: 'status', status: 500 } },
  {
    name: 'rate-limited',
    say: 'Answer 429, again in 30 seconds',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
  },
  { name: 'invalid-token', say: 'The sign-in is no longer taken', fault: { kind: 'invalid-token' } },
  { name: 'slow', say: 'The answer comes 10 seconds late', fault: { kind: 'slow', ms: 10_000 } },
  { name: 'hang', say: 'It is done, and no answer ever comes', fault: { kind: 'hang', after: true } },
];

export function troubleNamed(name: string): Fault {
  const known = TROUBLES.find((one) => one.name === name);
  if (known === undefined) throw new Error(`no trouble is called ${name}`);
  return known.fault;
}
