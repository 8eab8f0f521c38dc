import type { WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { Library } from '#electron/db/handles.ts';
import { changeLabel } from '#electron/posts/change-label.ts';
import { labelsOf } from '#electron/posts/labels.read.ts';

export interface LabelsHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
}

/** Changes labels by command, and lists them. */
export const labelsHandlers = (d: LabelsHandling) =>
  ({
    'labels.change': ({ id, command }) => changeLabel(d.library, d.workspace(), id, command),
    'labels.list': () => labelsOf(d.library.read, d.workspace()),
  }) satisfies Handlers<'labels.'>;
