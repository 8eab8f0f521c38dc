import { z } from 'zod';

/** Everything that can stand in the ledger of a publication. */
export const LEDGER_EVENTS = [
  // A person gave it a time, or another one, or took it back.
  'planned',
  'rescheduled',
  'canceled',
  'decided',
  // The publisher took it; Postwright ended while it had it.
  'claimed',
  'interrupted',
  // A step was begun, ended with its result, or was settled by asking the network.
  'step-started',
  'step-finished',
  'step-found',
  'step-absent',
  // A request and what came of it.
  'request',
  'trouble',
  // Where it went from there.
  'put-back',
  'processing',
  'handed-over',
  'held',
  'released',
  'published',
  // After it was out: a person took it down or corrected its words.
  'taken-down',
  'corrected',
  'unconfirmed',
  'failed',
] as const;

/** One of `LEDGER_EVENTS`. */
export const ledgerEvent = z.enum(LEDGER_EVENTS);
export type LedgerEvent = z.infer<typeof ledgerEvent>;
