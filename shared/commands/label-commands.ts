import { z } from 'zod';
import { labelId, postId, workspaceId } from '#shared/ids.ts';
import { labelColor, labelName } from '#shared/posts/label.ts';

// Everything a person can do to labels. Which posts a label is on is no part of a post's words: a post keeps its labels
// when an earlier version comes back.

const posts = z.array(postId).min(1).max(1000);

export const labelCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('label.make'),
    label: labelId,
    workspace: workspaceId,
    name: labelName,
    color: labelColor,
  }),
  z.object({ kind: z.literal('label.rename'), label: labelId, name: labelName }),
  z.object({ kind: z.literal('label.recolor'), label: labelId, color: labelColor }),
  // Every post of `label` gets `into` instead, and `label` is gone.
  z.object({ kind: z.literal('label.merge'), label: labelId, into: labelId }),
  z.object({ kind: z.literal('label.delete'), label: labelId }),
  // Back on all the posts it was on.
  z.object({ kind: z.literal('label.restore'), label: labelId }),
  z.object({ kind: z.literal('label.put'), label: labelId, posts }),
  z.object({ kind: z.literal('label.take-off'), label: labelId, posts }),
]);

export type LabelCommand = z.infer<typeof labelCommand>;
