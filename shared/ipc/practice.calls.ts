import { z } from 'zod';
import { ask } from '#shared/ipc/ask.ts';
import { arrived, orderedTrouble, practiceNetwork } from '#shared/practice/practice.ts';

export const practiceCalls = {
  /** Opens the practice workspace in a window of its own, or shows that window. Throws `practice.not-started`. */
  'practice.open': ask(z.void(), z.void()),
  /** The same, and begins a first post there. */
  'practice.begin': ask(z.void(), z.void()),
  /** Shows the window of the real workspace. */
  'practice.showReal': ask(z.void(), z.void()),
  /** What there is to practise with, and what is out of order. Only in the practice workspace, as all below. */
  'practice.state': ask(
    z.void(),
    z.object({ networks: z.array(practiceNetwork), ordered: z.array(orderedTrouble), isOffline: z.boolean() }),
  ),
  /** What arrived at its networks, oldest first. */
  'practice.arrived': ask(z.void(), z.array(arrived)),
  /** Makes trouble: for the next thing that is published there, or at once where a sign-in ends. */
  'practice.order': ask(orderedTrouble, z.void()),
  /** Takes back what has met nothing yet. */
  'practice.calm': ask(z.void(), z.void()),
  /** As if this computer had no network. */
  'practice.setOffline': ask(z.object({ isOffline: z.boolean() }), z.void()),
};
