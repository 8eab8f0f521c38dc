import { decideSnippet } from '#shared/commands/decide-snippet.ts';
import type { SnippetCommand } from '#shared/commands/snippet-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { CommandId, SnippetId, WorkspaceId } from '#shared/ids.ts';
import type { Snippet } from '#shared/posts/snippet.ts';
import { changed } from '#electron/db/change-log.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { snippetById, snippetNamed } from '#electron/posts/snippets.read.ts';

/** Decides a snippet command and stores what follows, in one transaction. Throws the refusal as a `Failure`. */
export function changeSnippet(
  library: Library,
  workspace: WorkspaceId,
  id: CommandId,
  command: SnippetCommand,
): { snippet: SnippetId } {
  return library.write((tx) =>
    decidedOnce(tx, id, command, () => {
      const decided = decideSnippet(snippetById(tx, command.snippet), command, {
        now: tx.now,
        named: (name) => snippetNamed(tx, workspace, name),
      });
      if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
      storeSnippet(tx, decided.state);
      return { snippet: decided.state.id };
    }),
  );
}

function storeSnippet(tx: WriteTx, snippet: Snippet): void {
  tx.prepare(
    `INSERT INTO snippets (id, workspace_id, name, text, deleted_at) VALUES (:id, :workspace, :name, :text, :deletedAt)
     ON CONFLICT (id) DO UPDATE SET name = :name, text = :text, deleted_at = :deletedAt`,
  ).run({ ...snippet, deletedAt: snippet.deletedAt ?? null });
  changed(tx, 'snippets', [snippet.id]);
}
