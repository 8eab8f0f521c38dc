import { z } from 'zod';
import { workspaceId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { chosenKeys } from '#shared/keys/shortcuts.ts';
import { savedFilter } from '#shared/posts/post-search.ts';
import { overdueRule } from '#shared/publishing/overdue-rule.ts';
import { languageChoice, spokenLanguage } from '#shared/text/language.ts';
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

/** `https` everywhere; plain only to this computer. */
const brokerAddress = z
  .string()
  .max(500)
  .refine((value) => value === '' || isBrokerAddress(value), 'an address like https://team.example');

function isBrokerAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost'));
}

/** Of this person on this computer. */
export const personalSettings = z.object({
  language: languageChoice,
  theme: z.enum(['auto', 'light', 'dark']),
  /** 0 Sunday, 1 Monday, 6 Saturday. */
  weekStart: z.union([z.literal(0), z.literal(1), z.literal(6)]),
  notifySuccess: z.boolean(),
  notifyFailure: z.boolean(),
  notifyUnconfirmed: z.boolean(),
  notifySignIn: z.boolean(),
  /** Shortcuts that are not as they come. */
  keys: chosenKeys,
  /** How large everything is shown; 1 is as designed. */
  zoom: z.number().min(0.5).max(2),
  spellCheck: z.boolean(),
  /** Whose dictionaries are used, as BCP 47 names; empty: the languages of the system. */
  spellLanguages: z.array(z.string().max(20)).max(10),
  /** Address of the team server that keeps app secrets (`shared/platforms/broker.ts`); empty when there is none. */
  broker: brokerAddress,
});
export type PersonalSettings = z.infer<typeof personalSettings>;

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
