import type { SnippetId, WorkspaceId } from '#shared/ids.ts';
import { snippet as snippetSchema, type Snippet } from '#shared/posts/snippet.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface SnippetRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly text: string;
  readonly deleted_at: number | null;
}

/** A snippet, deleted or not; `undefined` when there is none, or its row cannot be read. */
export function snippetById(db: ReadDb, id: SnippetId): Snippet | undefined {
  const row = db.prepare<[string], SnippetRow>('SELECT * FROM snippets WHERE id = ?').get(id);
  return row && parseSnippet(row);
}

/** The snippet of a workspace that is called so, whatever its case. */
export function snippetNamed(db: ReadDb, workspace: WorkspaceId, name: string): Snippet | undefined {
  const row = db
    .prepare<unknown[], SnippetRow>('SELECT * FROM snippets WHERE workspace_id = ? AND name = ? AND deleted_at IS NULL')
    .get(workspace, name);
  return row && parseSnippet(row);
}

/** The snippets of a workspace by name. */
export function snippetsOf(db: ReadDb, workspace: WorkspaceId): Snippet[] {
  return db
    .prepare<[string], SnippetRow>('SELECT * FROM snippets WHERE workspace_id = ? AND deleted_at IS NULL ORDER BY name')
    .all(workspace)
    .flatMap((row) => parseSnippet(row) ?? []);
}

function parseSnippet(row: SnippetRow): Snippet | undefined {
  const parsed = snippetSchema.safeParse({
    id: row.id,
    workspace: row.workspace_id,
    name: row.name,
    text: row.text,
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
  });
  return parsed.data;
}
