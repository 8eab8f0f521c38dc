import { z } from 'zod';
import { never } from '#shared/assert.ts';

/** What happens to a publication whose time passed while nobody could send it. */
export const overdueRule = z.discriminatedUnion('then', [
  // Send it late, but only while it is less than this late; later than that, ask.
  z.object({
    then: z.literal('send'),
    withinMin: z
      .int()
      .min(1)
      .max(7 * 24 * 60),
  }),
  // Always ask a person.
  z.object({ then: z.literal('ask') }),
  // Leave it out.
  z.object({ then: z.literal('skip') }),
]);
export type OverdueRule = z.infer<typeof overdueRule>;

/** An hour late is still today's news; more than that, a person should look. */
export const DEFAULT_OVERDUE_RULE: OverdueRule = { then: 'send', withinMin: 60 };

/** Up to a minute counts as on time: the rule is for sleep, shutdown and no network, not for a busy second. */
export const ON_TIME_MS = 60_000;

/** Decides for a publication that was due at `dueAt` and was not started. */
export function settleOverdue(rule: OverdueRule, dueAt: number, now: number): 'send' | 'hold' | 'skip' {
  const lateMs = now - dueAt;
  if (lateMs <= ON_TIME_MS) return 'send';
  switch (rule.then) {
    case 'send':
      return lateMs < rule.withinMin * 60_000 ? 'send' : 'hold';
    case 'ask':
      return 'hold';
    case 'skip':
      return 'skip';
    default:
      return never(rule);
  }
}
