import type { WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { Library } from '#electron/db/handles.ts';
import { activityPage } from '#electron/publishing/activity.read.ts';

export interface ActivityHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
}

/** What happened, for those who want to know how it came to be. */
export const activityHandlers = (d: ActivityHandling) =>
  ({
    'activity.page': (asked) => activityPage(d.library.read, d.workspace(), asked),
  }) satisfies Handlers<'activity.'>;
