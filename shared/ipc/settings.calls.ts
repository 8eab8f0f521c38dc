import { z } from 'zod';
import { workspaceId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { personalSettings } from '#shared/ipc/personal-settings.ts';
import { savedFilter } from '#shared/posts/post-search.ts';
import { overdueRule } from '#shared/publishing/overdue-rule.ts';
import { spokenLanguage } from '#shared/text/language.ts';
import { zoneName } from '#shared/time-zones.ts';

/** Of the workspace: they travel with it. */
export const workspaceSettings = z.object({
  id: workspaceId,
  name: z.string().min(1).max(100),
  zone: zoneName,
  overdue: overdueRule,
  /** Planning asks about pictures without a description. */
  remindAlt: z.boolean(),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettings>;

/** What the window can ask about settings. */
export const settingsCalls = {
  'settings.read': ask(
    z.void(),
    z.object({
      workspace: workspaceSettings,
      personal: personalSettings,
      /** What the program speaks now; a window that speaks another language takes it up. */
      spoken: spokenLanguage,
      /** Of the workspace, in the order of their names. */
      filters: z.array(savedFilter),
      /** A workspace of stand-ins on this computer: nothing in it reaches anybody. */
      isPractice: z.boolean(),
      app: z.object({ version: z.string(), electron: z.string(), libraryPath: z.string() }),
    }),
  ),
  'settings.setWorkspace': ask(workspaceSettings.omit({ id: true }).partial(), z.void()),
  /** The whole list of saved filters of the workspace. */
  'settings.setFilters': ask(z.array(savedFilter).max(50), z.void()),
  'settings.setPersonal': ask(personalSettings.partial(), z.void()),
};
