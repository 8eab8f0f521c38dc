import { z } from 'zod';
import { asFailureValue, Failure, type About, type FailureCode, type FailureValue } from '#shared/failures.ts';
import { commandId } from '#shared/ids.ts';
import { channelCommand } from '#shared/commands/channel-commands.ts';
import { labelCommand } from '#shared/commands/label-commands.ts';
import { postCommand } from '#shared/commands/post-commands.ts';
import { publicationCommand } from '#shared/commands/publication-commands.ts';
import { slotCommand } from '#shared/commands/slot-commands.ts';

// The only way anything changes. A command is decided by a pure function of state and context; the desktop
// does so inside a SQLite transaction, a team server inside a Postgres one.

export const command = z.union([postCommand, publicationCommand, channelCommand, labelCommand, slotCommand]);
export type Command = z.infer<typeof command>;

/** A command with the name its sender gave it: the same name twice is decided once. */
export const namedCommand = z.object({ id: commandId, command });
export type NamedCommand = z.infer<typeof namedCommand>;

/** The new state, or why not. */
export type Decided<State> = { ok: true; state: State } | { ok: false; refusal: FailureValue };

export function accepted<State>(state: State): Decided<State> {
  return { ok: true, state };
}

export function refused(code: FailureCode, about: About = {}): { ok: false; refusal: FailureValue } {
  return { ok: false, refusal: asFailureValue(new Failure(code, about)) };
}
