import { z } from 'zod';
import { labelId, workspaceId } from '#shared/ids.ts';

/** Names of the colours a label can have; the window knows each in light and in dark. */
export const LABEL_COLORS = ['grey', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
/** One of them. */
export const labelColor = z.enum(LABEL_COLORS);
export type LabelColor = z.infer<typeof labelColor>;

/** Characters of a label's name. */
export const LABEL_NAME_MAX = 50;
/** What a label is called: trimmed, never empty. */
export const labelName = z.string().trim().min(1).max(LABEL_NAME_MAX);

/** A word that a person sorts posts by: a campaign, a kind, a client. It belongs to the workspace. */
export const label = z.object({
  id: labelId,
  workspace: workspaceId,
  name: labelName,
  color: labelColor,
  deletedAt: z.int().optional(),
});
export type Label = z.infer<typeof label>;
