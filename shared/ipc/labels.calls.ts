import { z } from 'zod';
import { labelCommand } from '#shared/commands/label-commands.ts';
import { commandId, labelId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { label } from '#shared/posts/label.ts';

/** A label with how many posts it is on, those in the bin left out. */
export const labelView = label.extend({ posts: z.int() });
export type LabelView = z.infer<typeof labelView>;

/** What the window can ask about labels. */
export const labelsCalls = {
  /** Changes a label or puts it on posts. */
  'labels.change': ask(z.object({ id: commandId, command: labelCommand }), z.object({ label: labelId })),
  /** The labels of the workspace by name. */
  'labels.list': ask(z.void(), z.array(labelView)),
};
