import type { WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { Library } from '#electron/db/handles.ts';
import { snippetsOf } from '#electron/posts/snippets.read.ts';
import { changeSnippet } from '#electron/posts/snippets.write.ts';

export interface SnippetsHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
}

/** Changes snippets by command, and lists them. */
export const snippetsHandlers = (d: SnippetsHandling) =>
  ({
    'snippets.change': ({ id, command }) => changeSnippet(d.library, d.workspace(), id, command),
    'snippets.list': () => snippetsOf(d.library.read, d.workspace()),
  }) satisfies Handlers<'snippets.'>;
