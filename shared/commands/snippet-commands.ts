import { z } from 'zod';
import { snippetId, workspaceId } from '#shared/ids.ts';
import { snippetName, snippetText } from '#shared/posts/snippet.ts';

// Everything a person can do to snippets. Posts that one was put into keep the words.

export const snippetCommand = z.discriminatedUnion('kind', [
  // Makes it, or changes its name and words.
  z.object({
    kind: z.literal('snippet.save'),
    snippet: snippetId,
    workspace: workspaceId,
    name: snippetName,
    text: snippetText,
  }),
  z.object({ kind: z.literal('snippet.delete'), snippet: snippetId }),
  z.object({ kind: z.literal('snippet.restore'), snippet: snippetId }),
]);

export type SnippetCommand = z.infer<typeof snippetCommand>;
