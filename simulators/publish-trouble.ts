import type { Fault } from '#simulators/faults.ts';

// What can go wrong with a request that makes something visible, for every network alike; each network brings its own
// words for it (`<network>/trouble.ts`).

/**
 * `answer-lost` done, and the connection ends · `request-lost` not done, and the connection ends · `malformed` done, and
 * the answer is cut in the middle · `server-error-done` and `server-error` 500 after and before the effect ·
 * `rate-limited` with the network's own headers · `refused` as content · `duplicate` refused as one.
 */
export type PublishTrouble =
  | 'answer-lost'
  | 'request-lost'
  | 'malformed'
  | 'server-error-done'
  | 'server-error'
  | 'rate-limited'
  | 'refused'
  | 'duplicate';

/** An answer with a status, as a fault is ordered with it. */
export type TroubleAnswer = Omit<Extract<Fault, { kind: 'status' }>, 'kind'>;

/** How a network says no; one that refuses no duplicates says only the first two. */
export interface Says {
  readonly rateLimited: TroubleAnswer;
  readonly refused: TroubleAnswer;
  readonly duplicate?: TroubleAnswer;
  /** How it stumbles; without a body unless said. */
  readonly serverError?: TroubleAnswer;
}

/** A trouble as a fault. */
export function faultOf(trouble: PublishTrouble, says: Says): Fault {
  switch (trouble) {
    case 'answer-lost':
    case 'request-lost':
    case 'malformed':
      return { kind: trouble };
    case 'server-error':
    case 'server-error-done':
      return { kind: 'status', status: 500, ...says.serverError, after: trouble === 'server-error-done' };
    case 'rate-limited':
      return { kind: 'status', ...says.rateLimited };
    case 'refused':
      return { kind: 'status', ...says.refused };
    case 'duplicate':
      return { kind: 'status', ...(says.duplicate ?? says.refused) };
  }
}
