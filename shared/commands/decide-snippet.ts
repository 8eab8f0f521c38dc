import { never } from '#shared/assert.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';
import type { SnippetCommand } from '#shared/commands/snippet-commands.ts';
import type { Snippet } from '#shared/posts/snippet.ts';

export interface SnippetContext {
  /** UTC ms. */
  readonly now: number;
  /** The snippet of this workspace that is called so, whatever its case; deleted ones do not count. */
  named(name: string): Snippet | undefined;
}

/** Decides what becomes of a snippet. Pure: the desktop and a team server decide the same. */
export function decideSnippet(
  state: Snippet | undefined,
  command: SnippetCommand,
  context: SnippetContext,
): Decided<Snippet> {
  switch (command.kind) {
    case 'snippet.save': {
      const { snippet: id, workspace, name, text } = command;
      return called({ id, workspace, name, text }, context);
    }
    case 'snippet.delete':
      if (state === undefined || state.deletedAt !== undefined) return refused('snippet.not-found');
      return accepted({ ...state, deletedAt: context.now });
    case 'snippet.restore': {
      if (state === undefined) return refused('snippet.not-found');
      const { deletedAt: _gone, ...kept } = state;
      return called(kept, context);
    }
    default:
      return never(command);
  }
}

/** Two snippets of one name could not be told apart. */
function called(snippet: Snippet, context: SnippetContext): Decided<Snippet> {
  const other = context.named(snippet.name);
  return other === undefined || other.id === snippet.id
    ? accepted(snippet)
    : refused('snippet.name-taken', { name: other.name });
}
