import { z } from 'zod';
import { snippetCommand } from '#shared/commands/snippet-commands.ts';
import { commandId, snippetId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { snippet } from '#shared/posts/snippet.ts';

export const snippetsCalls = {
  /** Makes, changes or deletes a snippet. */
  'snippets.change': ask(z.object({ id: commandId, command: snippetCommand }), z.object({ snippet: snippetId })),
  /** The snippets of the workspace by name. */
  'snippets.list': ask(z.void(), z.array(snippet)),
};
